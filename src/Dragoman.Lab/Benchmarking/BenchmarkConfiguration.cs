using Dragoman.Attention;
using Dragoman.Layers;
using Dragoman.Models;

namespace Dragoman.Lab.Benchmarking;

/// <summary>A fixed amount of work by which training and decoding speed are compared with other toolkits.</summary>
/// <param name="Name">Short name: S, M, L or XL.</param>
/// <param name="VocabularySize">Tokens on either side.</param>
/// <param name="EmbedSize">Width of the embeddings.</param>
/// <param name="HiddenSize">Width of the states.</param>
/// <param name="Layers">Recurrent layers of encoder and decoder.</param>
/// <param name="BatchSize">Sentences in a training batch.</param>
/// <param name="SentenceLength">Longest sentence in tokens; lengths are drawn evenly from half of it to all of it.</param>
public sealed record BenchmarkConfiguration(
    string Name, int VocabularySize, int EmbedSize, int HiddenSize, int Layers, int BatchSize, int SentenceLength)
{
    /// <summary>The configurations, from small to large.</summary>
    public static IReadOnlyList<BenchmarkConfiguration> All { get; } =
    [
        new("S", 200, 32, 32, 2, 64, 10),
        new("M", 10_000, 256, 256, 2, 128, 10),
        new("L", 10_000, 512, 512, 1, 64, 25),
        new("XL", 30_000, 620, 1000, 1, 80, 30),
    ];

    /// <summary>The shape of a model of this size.</summary>
    /// <param name="model">Which model.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model is unknown.</exception>
    public ModelOptions ModelOptions(BenchmarkModel model) => model switch
    {
        BenchmarkModel.D2lBahdanau => new ModelOptions(
            CellKind.Gru, EmbedSize, HiddenSize, Layers, EncoderDirection.Forward, HiddenSize, Layers,
            ReadoutKind.State, EmbedDropout: 0f, ReadoutDropout: 0f)
        {
            Attention = new(AttentionScore.Additive, HiddenSize, Placement: AttentionPlacement.BeforeCell),
        },
        BenchmarkModel.LuongGeneral => new ModelOptions(
            CellKind.Lstm, EmbedSize, HiddenSize / 2, Layers, EncoderDirection.Both, HiddenSize, Layers,
            EmbedDropout: 0f, ReadoutDropout: 0f)
        {
            Attention = new(AttentionScore.General, HiddenSize, Placement: AttentionPlacement.AfterCell, InputFeeding: true),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, "Unknown benchmark model."),
    };
}

/// <summary>The models that are measured.</summary>
public enum BenchmarkModel
{
    /// <summary>GRU encoder and decoder with additive attention queried by the previous state.</summary>
    D2lBahdanau,

    /// <summary>Bidirectional LSTM encoder, LSTM decoder with the general score and input feeding.</summary>
    LuongGeneral,
}

/// <summary>Names of the models that are measured.</summary>
public static class BenchmarkModels
{
    /// <summary>The name by which a user chooses the model, such as <c>d2l-bahdanau</c>.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model is unknown.</exception>
    public static string ToName(this BenchmarkModel model) => model switch
    {
        BenchmarkModel.D2lBahdanau => "d2l-bahdanau",
        BenchmarkModel.LuongGeneral => "luong-general",
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, "Unknown benchmark model."),
    };
}
