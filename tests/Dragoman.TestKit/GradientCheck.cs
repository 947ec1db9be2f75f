using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.TestKit;

/// <summary>Holds the gradients of a recorded computation against differences of its values.</summary>
/// <remarks>
/// The differences are central and of fourth order, (f(−2h) − 8 f(−h) + 8 f(h) − f(2h)) / 12h, so that a step large enough for 32-bit values
/// is small enough for the formula. The loss is summed in double precision: Σ u ⊙ y with random u for every result y.
/// </remarks>
public static class GradientCheck
{
    private const float Step = 1f / 32f;
    private static readonly float[] KinkSteps = [1f / 32f, 1f / 48f, 1f / 64f, 1f / 96f, 1f / 128f, 1f / 192f, 1f / 256f, 1f / 512f];
    private const double Tolerance = 1e-3;
    private const double SmallestSize = 0.025; // Below this the rounding of the values shows.
    private const int DirtyElements = 1 << 14;
    private const int Seed = 20140901;

    /// <summary>Checks every element of the gradient of every input and parameter.</summary>
    /// <param name="forward">Records the computation from the inputs and gives its results.</param>
    /// <param name="inputs">Values of the inputs; changed for the differences, and set back.</param>
    /// <param name="parameters">The parameters, null for none; changed for the differences, and set back.</param>
    /// <param name="lengths">[rows] Columns of each row of the results that count; null for all.</param>
    /// <param name="accumulates">Whether the gradients of the inputs may have other contributions already.</param>
    /// <exception cref="InvalidOperationException">A gradient differs from the difference quotient.</exception>
    public static void Verify(
        Func<Tape, Variable[], IReadOnlyList<Variable>> forward,
        Matrix[] inputs,
        ParameterSet? parameters = null,
        int[]? lengths = null,
        bool accumulates = true)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(inputs);
        parameters ??= new ParameterSet();
        Tape plain = new();
        double[][] ofInputs = [.. inputs.Select(input => Slopes(input, () => { }, Loss))];
        double[][] ofParameters = [.. parameters.Trainable.Select(parameter => Slopes(parameter.Value, parameter.MarkChanged, Loss))];
        Tape tape = new(new GradientBuffer(parameters));
        for (int pass = 0; pass < 3; pass++)
        {
            // The second pass runs on reused memory, the third adds to gradients that are there already.
            float offset = pass == 2 && accumulates ? 1f : 0f;
            Soil(tape);
            tape.Gradients!.Clear();
            Variable[] variables = [.. inputs.Select(input => tape.NewVariable(input, requiresGradient: true))];
            IReadOnlyList<Variable> results = forward(tape, variables);
            foreach (Variable variable in variables.Where(_ => offset != 0f))
            {
                variable.AccumulationTarget().Fill(offset);
            }

            Weigh(results, lengths);
            tape.Backward();
            tape.Gradients.Complete();
            for (int i = 0; i < inputs.Length; i++)
            {
                ThrowUnlessClose($"input {i}, pass {pass}", ofInputs[i], variables[i].Gradient, offset);
            }

            foreach ((int i, Parameter parameter) in parameters.Trainable.Index())
            {
                ThrowUnlessClose($"{parameter.Name}, pass {pass}", ofParameters[i], Dense(tape.Gradients, parameter), 0f);
            }
        }

        double Loss()
        {
            Soil(plain);
            return Sum(forward(plain, [.. inputs.Select(input => plain.NewVariable(input, requiresGradient: true))]), lengths);
        }
    }

    /// <summary>Checks the slope of a loss along two random directions of every parameter.</summary>
    /// <param name="loss">Computes the loss; on a recording tape, also the first gradients, so that it can be played back.</param>
    /// <param name="parameters">The parameters; changed for the differences, and set back.</param>
    /// <param name="hasKinks">
    /// Whether the loss has kinks, such as those of maxima. Differences across a kink are wrong, and those of a short step are coarse, so the
    /// differences of any one of several steps may agree; a wrong gradient agrees with none.
    /// </param>
    /// <exception cref="InvalidOperationException">A gradient differs from the difference quotient.</exception>
    public static void VerifySlopes(Func<Tape, double> loss, ParameterSet parameters, bool hasKinks = false)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(parameters);
        Tape plain = new();
        Tape tape = new(new GradientBuffer(parameters));
        Soil(tape);
        loss(tape);
        tape.Backward();
        tape.Gradients!.Complete();
        Random random = new(Seed);
        foreach (Parameter parameter in parameters.Trainable)
        {
            float[] gradient = Elements(Dense(tape.Gradients, parameter));
            for (int repeat = 0; repeat < 2; repeat++)
            {
                float[] direction = [.. gradient.Select(_ => random.Next(2) == 0 ? -1f : 1f)];
                double actual = gradient.Zip(direction, (slope, sign) => (double)slope * sign).Sum();
                double size = gradient.Sum(slope => Math.Abs((double)slope));
                double[] expected = [.. (hasKinks ? KinkSteps : [Step]).Select(step => Slope(parameter.Value, direction, parameter.MarkChanged, PlainLoss, step))];
                ThrowUnlessClose(parameter.Name, expected.MinBy(slope => Math.Abs(slope - actual)), actual, size);
            }
        }

        double PlainLoss()
        {
            Soil(plain);
            return loss(plain);
        }
    }

    /// <summary>The gradient of a parameter as a matrix of the parameter's shape, also that of a table.</summary>
    /// <param name="gradients">The gradients of all parameters.</param>
    /// <param name="parameter">The parameter.</param>
    public static Matrix Dense(GradientBuffer gradients, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        ArgumentNullException.ThrowIfNull(parameter);
        if (parameter.Kind != ParameterKind.Table)
        {
            return gradients.Dense(parameter);
        }

        RowGradient rows = gradients.Rows(parameter);
        Matrix dense = Matrix.Allocate(parameter.Value.Rows, parameter.Value.Columns);
        for (int slot = 0; slot < rows.Count; slot++)
        {
            rows.Values.Row(slot).CopyTo(dense.Row(rows.RowOf(slot)));
        }

        return dense;
    }

    /// <summary>Resets a tape and leaves not-a-number in its memory, so that reading what nothing has written shows.</summary>
    private static void Soil(Tape tape)
    {
        tape.Reset();
        tape.Arena.Take(1, DirtyElements).Fill(float.NaN);
        tape.Reset();
    }

    /// <summary>The slope of the loss along every element.</summary>
    private static double[] Slopes(Matrix values, Action changed, Func<double> loss)
    {
        double[] slopes = new double[values.Length];
        for (int i = 0; i < slopes.Length; i++)
        {
            float[] direction = new float[slopes.Length];
            direction[i] = 1f;
            slopes[i] = Slope(values, direction, changed, loss);
        }

        return slopes;
    }

    private static double Slope(Matrix values, float[] direction, Action changed, Func<double> loss, float step = Step)
    {
        float[] before = Elements(values);
        double sum = At(-2) - (8 * At(-1)) + (8 * At(1)) - At(2);
        Move(0);
        return sum / (12 * (double)step);

        double At(int steps)
        {
            Move(steps);
            return loss();
        }

        void Move(int steps)
        {
            for (int i = 0; i < before.Length; i++)
            {
                values[i / values.Columns, i % values.Columns] = before[i] + (steps * step * direction[i]);
            }

            changed();
        }
    }

    private static void Weigh(IReadOnlyList<Variable> results, int[]? lengths)
    {
        Random random = new(Seed);
        foreach (Variable result in results)
        {
            Matrix gradient = result.GradientTarget(out bool accumulate);
            for (int row = 0; row < result.Rows; row++)
            {
                for (int column = 0; column < result.Columns; column++)
                {
                    float weight = Weight(random);
                    ref float target = ref gradient.Row(row)[column];
                    target = (accumulate ? target : 0f) + (column < (lengths?[row] ?? result.Columns) ? weight : 0f);
                }
            }
        }
    }

    private static double Sum(IReadOnlyList<Variable> results, int[]? lengths)
    {
        Random random = new(Seed);
        double sum = 0;
        foreach (Variable result in results)
        {
            for (int row = 0; row < result.Rows; row++)
            {
                for (int column = 0; column < result.Columns; column++)
                {
                    float weight = Weight(random);
                    sum += column < (lengths?[row] ?? result.Columns) ? (double)weight * result.Value[row, column] : 0;
                }
            }
        }

        return sum;
    }

    private static float Weight(Random random) => (2f * random.NextSingle()) - 1f;

    private static float[] Elements(Matrix matrix)
    {
        float[] elements = new float[matrix.Length];
        for (int row = 0; row < matrix.Rows; row++)
        {
            matrix.Row(row).CopyTo(elements.AsSpan(row * matrix.Columns));
        }

        return elements;
    }

    private static void ThrowUnlessClose(string name, double[] expected, Matrix actual, float offset)
    {
        float[] elements = Elements(actual);
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < elements.Length; i++)
        {
            ThrowUnlessClose($"{name}, element {i}", expected[i], elements[i] - (double)offset, largest);
        }
    }

    private static void ThrowUnlessClose(string name, double expected, double actual, double size)
    {
        if (!(Math.Abs(expected - actual) <= Tolerance * Math.Max(size, SmallestSize)))
        {
            throw new InvalidOperationException($"The gradient of {name} should be {expected}, got {actual}.");
        }
    }
}
