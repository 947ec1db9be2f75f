using Dragoman.Layers;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Random;

namespace Dragoman.Models;

/// <summary>Gives a model its first, random parameters.</summary>
public static class ModelInitializer
{
    private const float Range = 0.1f;
    private const float Deviation = 0.01f;
    private const float AttentionDeviation = 0.001f;

    /// <summary>Draws all parameters as <see cref="ModelOptions.Initialization"/> says.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seed">The same seed gives the same parameters.</param>
    public static void Initialize(Seq2SeqModel model, ulong seed)
    {
        for (int i = 0; i < model.Parameters.All.Count; i++)
        {
            Parameter parameter = model.Parameters.All[i];
            RandomStream random = new(seed, (ulong)i); // its own, whatever the sizes of the others
            switch (model.Options.Initialization)
            {
                case var _ when parameter.Name.Contains(StackJoints.GainName, StringComparison.Ordinal):
                    parameter.Value.Fill(1f);
                    break;
                case WeightInitialization.Xavier:
                    DrawXavier(parameter, parameter == model.Decoder.Embedding.Table, random, model.Options);
                    break;
                case WeightInitialization.Uniform:
                    Initializer.Uniform(parameter.Value, -Range, Range, random);
                    break;
                default:
                    DrawOrthogonal(parameter, random);
                    break;
            }

            parameter.MarkChanged();
        }
    }

    private static void DrawXavier(Parameter parameter, bool isEmbedding, RandomStream random, ModelOptions options)
    {
        (int rows, int columns) = (parameter.RowCount, parameter.ColumnCount);
        switch (parameter.Kind)
        {
            case ParameterKind.Matrix when !isEmbedding:
                Initializer.XavierUniform(parameter.Value, columns, rows, random);
                break;
            case ParameterKind.Matrix or ParameterKind.Table or ParameterKind.Constant:
                Initializer.Uniform(parameter.Value, -Range, Range, random);
                break;
            case ParameterKind.Vector when IsScore(parameter):
                float range = 1f / MathF.Sqrt(columns);
                Initializer.Uniform(parameter.Value, -range, range, random);
                break;
            default:
                parameter.Value.Fill(0f);
                if (options.Cell == CellKind.Lstm && parameter.Name.Contains("bias_ih", StringComparison.Ordinal))
                {
                    parameter.Value.ColumnRange(columns / 4, columns / 4).Fill(1f);
                }

                break;
        }
    }

    private static void DrawOrthogonal(Parameter parameter, RandomStream random)
    {
        if (parameter.Kind == ParameterKind.Vector)
        {
            parameter.Value.Fill(0f);
        }
        else if (parameter.Name.Contains("weight_hh", StringComparison.Ordinal))
        {
            // One orthogonal matrix a gate.
            int hidden = parameter.ColumnCount;
            for (int start = 0; start < parameter.RowCount; start += hidden)
            {
                Initializer.Orthogonal(parameter.Value.RowRange(start, hidden), random);
            }
        }
        else
        {
            bool scores = parameter.Name.StartsWith("attention.", StringComparison.Ordinal);
            Initializer.Normal(parameter.Value, 0f, scores ? AttentionDeviation : Deviation, random);
        }
    }

    private static bool IsScore(Parameter parameter) => parameter.Name.EndsWith("weight", StringComparison.Ordinal);
}
