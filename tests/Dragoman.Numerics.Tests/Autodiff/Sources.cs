using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.Numerics.Tests.Kernels;

namespace Dragoman.Numerics.Tests.Autodiff;

/// <summary>Small parameters, inputs and layouts for the tests of operations.</summary>
internal static class Sources
{
    internal static Matrix Input(int rows, int columns, int seed) => Samples.Draw(rows, columns, seed);

    internal static Parameter Matrix(this ParameterSet parameters, string name, int rows, int columns, int seed) =>
        Filled(parameters.Root.Matrix(name, rows, columns), seed);

    internal static Parameter Vector(this ParameterSet parameters, string name, int size, int seed) =>
        Filled(parameters.Root.Vector(name, size), seed);

    internal static Parameter Table(this ParameterSet parameters, string name, int rows, int columns, int seed) =>
        Filled(parameters.Root.Table(name, rows, columns), seed);

    /// <summary>Sentences one behind the other in a shared matrix; a length may come twice, as for two queries of one sentence.</summary>
    internal static RaggedLayout Ragged(params (int Start, int Length)[] rows)
    {
        RaggedLayout layout = new();
        foreach ((int start, int length) in rows)
        {
            layout.Add(start, length);
        }

        return layout;
    }

    /// <summary>A tape that records, for parameters that may be none.</summary>
    internal static Tape Recording(ParameterSet? parameters = null) => new(new GradientBuffer(parameters ?? new ParameterSet()));

    /// <summary>A copy for an operation that writes over its input; gradients flow through it.</summary>
    internal static Variable Fresh(Tape tape, Variable x) => AddOperation.Apply(tape, x, tape.Zeros(x.Rows, x.Columns));

    private static Parameter Filled(Parameter parameter, int seed)
    {
        Samples.Values(parameter.RowCount * parameter.ColumnCount, seed).CopyTo(parameter.Value.Span);
        return parameter;
    }
}
