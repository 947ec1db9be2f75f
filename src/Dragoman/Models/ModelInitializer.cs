using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Random;

namespace Dragoman.Models;

/// <summary>Gives a model its first, random parameters.</summary>
public static class ModelInitializer
{
    private const float EmbeddingRange = 0.1f;

    /// <summary>
    /// Weights are drawn by Xavier's uniform rule, embeddings evenly from ±0.1, score vectors from ±1/√units; biases start at zero, those of an
    /// LSTM's forget gate at one.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="seed">The same seed gives the same parameters.</param>
    public static void Initialize(Seq2SeqModel model, ulong seed)
    {
        for (int i = 0; i < model.Parameters.All.Count; i++)
        {
            // A stream of its own for each parameter: another layer more does not change the draws of the others.
            Parameter parameter = model.Parameters.All[i];
            Initialize(parameter, new RandomStream(seed, (ulong)i), model.Options);
            parameter.MarkChanged();
        }
    }

    private static void Initialize(Parameter parameter, RandomStream random, ModelOptions options)
    {
        (int rows, int columns) = (parameter.Value.Rows, parameter.Value.Columns);
        switch (parameter.Kind)
        {
            case ParameterKind.Matrix:
                Initializer.XavierUniform(parameter.Value, columns, rows, random);
                break;
            case ParameterKind.Table:
                Initializer.Uniform(parameter.Value, -EmbeddingRange, EmbeddingRange, random);
                break;
            case ParameterKind.Vector when parameter.Name.EndsWith("weight", StringComparison.Ordinal):
                float range = 1f / MathF.Sqrt(columns);
                Initializer.Uniform(parameter.Value, -range, range, random);
                break;
            default:
                parameter.Value.Fill(0f);
                if (options.Cell == Layers.CellKind.Lstm && parameter.Name.Contains("bias_ih", StringComparison.Ordinal))
                {
                    parameter.Value.ColumnRange(columns / 4, columns / 4).Fill(1f);
                }

                break;
        }
    }
}
