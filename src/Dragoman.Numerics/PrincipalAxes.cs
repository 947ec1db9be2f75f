namespace Dragoman.Numerics;

/// <summary>The two directions in which points differ most, and what the points look like from there (Pearson 1901).</summary>
/// <remarks>
/// Orthogonal iteration on the covariance, XᵀX, which is never formed, from the points that lie farthest apart: the same points give the same bits.
/// The axes are unique but for their sign, which is chosen so that the largest coordinate of each is positive.
/// </remarks>
internal sealed class PrincipalAxes
{
    private const int MostRounds = 300;
    private const double Accuracy = 1e-12;

    private readonly double[][] _centered;
    private readonly double[][] _axes;

    private PrincipalAxes(double[][] centered, double[][] axes, double[] shares)
    {
        (_centered, _axes, Shares) = (centered, axes, shares);
    }

    /// <summary>[2] The share of the variance that each axis explains, 0 to 1, the larger first; 0 where there is none to explain.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>Finds the axes.</summary>
    /// <param name="points">[count][width] The points.</param>
    /// <exception cref="ShapeException">The points are not equally wide.</exception>
    public static PrincipalAxes Of(IReadOnlyList<float[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        int width = points.Count > 0 ? points[0].Length : 0;
        foreach (float[] point in points)
        {
            ShapeException.ThrowIfLengthIsNot(point.Length, nameof(points), width);
        }

        double[] mean = new double[width];
        foreach (float[] point in points)
        {
            for (int i = 0; i < width; i++)
            {
                mean[i] += point[i] / (double)points.Count;
            }
        }

        double[][] centered = [.. points.Select(point => point.Select((value, i) => value - mean[i]).ToArray())];
        double[][] axes = [Farthest(centered, width, []), []];
        axes[1] = Farthest(centered, width, [axes[0]]);
        double total = centered.Sum(point => Dot(point, point));
        double[] variances = Turn(centered, axes);
        return new PrincipalAxes(centered, axes, [.. variances.Select(variance => total > 0 ? Math.Min(variance / total, 1) : 0)]);
    }

    /// <summary>Where a point lies along both axes, measured from the mean.</summary>
    /// <param name="point">Its number.</param>
    public (double X, double Y) Project(int point) => (Dot(_centered[point], _axes[0]), Dot(_centered[point], _axes[1]));

    /// <summary>Turns the axes until they stay, and gives the variance along each.</summary>
    private static double[] Turn(double[][] points, double[][] axes)
    {
        double[] before = [-1, -1];
        for (int round = 0; ; round++)
        {
            (double[] a, double[] b) = (Multiply(points, axes[0]), Multiply(points, axes[1]));
            (double aa, double bb, double ab) = (Dot(a, axes[0]), Dot(b, axes[1]), Dot(a, axes[1]));
            double[] now = [Math.Max(aa, 0), Math.Max(bb, 0)];
            double change = Math.Abs(now[0] - before[0]) + Math.Abs(now[1] - before[1]);
            bool stays = change <= Accuracy * now[0] && Math.Abs(ab) <= Accuracy * Math.Max(now[0], now[1]);
            if (stays || round == MostRounds)
            {
                Array.ForEach(axes, PointUp);
                return now;
            }

            before = now;
            double angle = Math.Atan2(2 * ab, aa - bb) / 2; // Of the rotation in the plane that makes the first axis the longer one.
            (double cos, double sin) = (Math.Cos(angle), Math.Sin(angle));
            axes[0] = Unit(Combine(cos, a, sin, b), axes[0]);
            axes[1] = Unit(Without(Without(Combine(cos, b, -sin, a), axes[0]), axes[0]), axes[1]);
        }
    }

    /// <summary>The direction of the point that lies farthest from the mean, once other directions are taken out.</summary>
    private static double[] Farthest(double[][] points, int width, double[][] others)
    {
        double[] farthest = new double[width];
        double most = 0;
        foreach (double[] point in points)
        {
            double[] rest = others.Aggregate(point, Without);
            double square = Dot(rest, rest);
            if (square > most * (1 + 1e-9))
            {
                (farthest, most) = (rest, square);
            }
        }

        return Unit(farthest, new double[width]);
    }

    /// <summary>XᵀX · axis.</summary>
    private static double[] Multiply(double[][] points, double[] axis)
    {
        double[] product = new double[axis.Length];
        foreach (double[] point in points)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(point, Dot(point, axis), product, product);
        }

        return product;
    }

    private static double[] Combine(double a, double[] x, double b, double[] y) => [.. x.Select((value, i) => (a * value) + (b * y[i]))];

    private static double[] Without(double[] vector, double[] axis)
    {
        double share = Dot(vector, axis);
        return [.. vector.Select((value, i) => value - (share * axis[i]))];
    }

    private static double[] Unit(double[] vector, double[] ifNone)
    {
        double length = Math.Sqrt(Dot(vector, vector));
        return length > 0 ? [.. vector.Select(value => value / length)] : ifNone;
    }

    private static void PointUp(double[] axis)
    {
        double largest = axis.DefaultIfEmpty(0).MaxBy(Math.Abs);
        for (int i = 0; largest < 0 && i < axis.Length; i++)
        {
            axis[i] = -axis[i];
        }
    }

    private static double Dot(double[] a, double[] b) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);
}
