using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Random;

namespace Dragoman.Models;

/// <summary>Gives a model its first, random parameters.</summary>
internal static class ModelInitializer
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
                case var _ when parameter.Role == ParameterRole.Gain:
                    parameter.Value.Fill(1f);
                    break;
                case WeightInitialization.Xavier:
                    DrawXavier(parameter, random);
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

    private static void DrawXavier(Parameter parameter, RandomStream random)
    {
        int columns = parameter.ColumnCount;
        switch (parameter.Role)
        {
            case ParameterRole.Embedding:
                Initializer.Uniform(parameter.Value, -Range, Range, random);
                break;
            case ParameterRole.Score when parameter.Kind == ParameterKind.Vector:
                float range = 1f / MathF.Sqrt(columns);
                Initializer.Uniform(parameter.Value, -range, range, random);
                break;
            case ParameterRole.Bias:
                parameter.Value.Fill(0f);
                break;
            case ParameterRole.ForgetBias:
                parameter.Value.Fill(0f);
                parameter.Value.ColumnRange(columns / 4, columns / 4).Fill(1f);
                break;
            default:
                Initializer.XavierUniform(parameter.Value, columns, parameter.RowCount, random);
                break;
        }
    }

    private static void DrawOrthogonal(Parameter parameter, RandomStream random)
    {
        if (parameter.Kind == ParameterKind.Vector)
        {
            parameter.Value.Fill(0f);
        }
        else if (parameter.Role == ParameterRole.Recurrent)
        {
            // One orthogonal matrix for each gate.
            int hidden = parameter.ColumnCount;
            for (int start = 0; start < parameter.RowCount; start += hidden)
            {
                Initializer.Orthogonal(parameter.Value.RowRange(start, hidden), random);
            }
        }
        else
        {
            Initializer.Normal(parameter.Value, 0f, parameter.Role == ParameterRole.Score ? AttentionDeviation : Deviation, random);
        }
    }
}

/// <summary>How the first parameters of a model are drawn.</summary>
public enum WeightInitialization
{
    /// <summary>
    /// Weights by Xavier's uniform rule, embeddings, tied or not, evenly from ±0.1, score vectors from ±1/√units; biases are zero, those of an LSTM's forget gate one.
    /// </summary>
    Xavier,

    /// <summary>Everything evenly from ±0.1 (Luong et al. 2015).</summary>
    Uniform,

    /// <summary>
    /// Recurrent matrices orthogonal, attention matrices from N(0, 0.001²), score vectors and biases zero, all others from N(0, 0.01²)
    /// (Bahdanau et al. 2014, B.1).
    /// </summary>
    Orthogonal,
}
