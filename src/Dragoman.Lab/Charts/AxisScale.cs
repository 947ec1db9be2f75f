using System.Globalization;

namespace Dragoman.Lab.Charts;

/// <summary>An axis with round ticks: it begins and ends at one, and they are 1, 2 or 5 times a power of ten apart.</summary>
internal sealed class AxisScale
{
    private const double Resolution = 1e-9; // smallest range that is worth an axis, as a share of the numbers on it
    private const int MostDecimals = 9;

    private readonly double _step;
    private readonly double _first; // in steps from zero

    private AxisScale(double step, double first, int stepCount)
    {
        (_step, _first, StepCount) = (step, first, stepCount);
    }

    /// <summary>Steps between the ends.</summary>
    public int StepCount { get; }

    /// <summary>Numbers at the ticks, from low to high: [<see cref="StepCount"/> + 1].</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, StepCount + 1).Select(i => (_first + i) * _step);

    /// <summary>Makes an axis for some numbers.</summary>
    /// <param name="values">Finite numbers; none gives 0 to 1.</param>
    /// <param name="aimedSteps">About how many steps there should be.</param>
    public static AxisScale Over(IEnumerable<double> values, int aimedSteps)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high)
        {
            (low, high) = (0, 1);
        }

        double size = Math.Max(Math.Abs(low), Math.Abs(high));
        double range = Math.Max((high / aimedSteps) - (low / aimedSteps), size * Resolution); // Divided first: it must not overflow.
        double step = range < 1e-300 ? 1 : Round(range);
        double first = Math.Floor(low / step);
        return new AxisScale(step, first, Math.Max(1, (int)(Math.Ceiling(high / step) - first)));
    }

    /// <summary>Where a number lies between the ends: 0 to 1.</summary>
    public double Position(double value) => ((value / _step) - _first) / StepCount;

    /// <summary>A tick's number, with as many decimals as the step needs.</summary>
    public string Label(double tick)
    {
        int decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(_step) + Resolution));
        double size = Math.Max(Math.Abs(tick), _step);
        return decimals > MostDecimals || size >= 1e9
            ? tick.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : tick.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>The nearest of 1, 2, 5 and 10 times a power of ten, in the sense of ratios.</summary>
    private static double Round(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double factor = (value / power) switch
        {
            < 1.5 => 1,
            < 3.2 => 2,
            < 7.1 => 5,
            _ => 10,
        };
        return factor * power;
    }
}
