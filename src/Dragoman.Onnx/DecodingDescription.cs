using System.Text.Json.Serialization;
using Dragoman.Configuration;
using Dragoman.Onnx.Graphs;
using Dragoman.Text;

namespace Dragoman.Onnx;

/// <summary>The content of <c>decoding.json</c>: all that a program needs to decode with the graphs.</summary>
/// <param name="FormatVersion">Version of this description.</param>
/// <param name="Encoder">The graph that is run once per batch.</param>
/// <param name="Step">The graph that is run once per target token.</param>
/// <param name="Memory">Outputs of the encoder that every step reads, under the same names.</param>
/// <param name="State">What a step hands to the next one; the first comes from the encoder.</param>
/// <param name="Source">How a source sentence is written in ids.</param>
/// <param name="Target">How a target sentence is.</param>
internal sealed record DecodingDescription(
    int FormatVersion, EncoderDescription Encoder, StepDescription Step, string[] Memory, StateDescription[] State, SourceDescription Source, TargetDescription Target)
{
    /// <summary>Version of the description that this program writes.</summary>
    internal const int CurrentVersion = 1;

    /// <summary>File of the source tokens.</summary>
    internal const string SourceVocabulary = "source.vocab";

    /// <summary>File of the target tokens.</summary>
    internal const string TargetVocabulary = "target.vocab";

    /// <summary>Describes the graphs of a model.</summary>
    /// <param name="ports">What passes between them.</param>
    /// <param name="encoder">File of the encoder.</param>
    /// <param name="step">File of the step.</param>
    /// <param name="options">The model's options.</param>
    internal static DecodingDescription Of(DecoderPorts ports, string encoder, string step, TranslatorOptions options) => new(
        CurrentVersion,
        new EncoderDescription(encoder, DecoderPorts.Tokens.Name, DecoderPorts.Lengths.Name),
        new StepDescription(step, DecoderPorts.Token.Name, ports.LogProbabilities.Name, ports.Weights?.Name),
        [.. ports.Memory.Select(port => port.Name)],
        [.. ports.State.Select(port => new StateDescription(port.Name, DecoderPorts.Next(port).Name))],
        new SourceDescription(SourceVocabulary, Vocabulary.UnkId, options.Data.Encoding.AppendEosToSource ? Vocabulary.EosId : null),
        new TargetDescription(
            TargetVocabulary,
            Vocabulary.BosId,
            Vocabulary.EosId,
            options.Decoding.AllowUnknown ? [Vocabulary.PadId, Vocabulary.BosId] : [Vocabulary.PadId, Vocabulary.UnkId, Vocabulary.BosId]));
}

/// <summary>The graph that is run once per batch.</summary>
/// <param name="File">Its file.</param>
/// <param name="Tokens">Input: ids, [batch, source_time] int64, shorter sentences filled up with any id.</param>
/// <param name="Lengths">Input: number of ids of each sentence, [batch] int64.</param>
internal sealed record EncoderDescription(string File, string Tokens, string Lengths);

/// <summary>The graph that is run once per target token.</summary>
/// <param name="File">Its file.</param>
/// <param name="Token">Input: the last id of each sentence, [batch] int64.</param>
/// <param name="LogProbabilities">Output: of each id to come next, [batch, vocab] float.</param>
/// <param name="Attention">Output: the weights of the source's tokens, [batch, source_time] float; null without attention.</param>
internal sealed record StepDescription(string File, string Token, string LogProbabilities, string? Attention);

/// <summary>One tensor of the state.</summary>
/// <param name="Now">Output of the encoder and input of the step.</param>
/// <param name="Next">Output of the step, the input of the next step.</param>
internal sealed record StateDescription(string Now, string Next);

/// <summary>How a source sentence is written in ids.</summary>
/// <param name="Vocabulary">File of the tokens, one a line; the first has id 0.</param>
/// <param name="Unknown">Id of a token that the file does not hold.</param>
/// <param name="End">Id that ends a sentence; null if none does.</param>
internal sealed record SourceDescription(string Vocabulary, int Unknown, int? End);

/// <summary>How a target sentence is written in ids.</summary>
/// <param name="Vocabulary">File of the tokens, one a line; the first has id 0.</param>
/// <param name="Begin">Id that the first step reads.</param>
/// <param name="End">Id that ends a sentence.</param>
/// <param name="NeverWritten">Ids that a search must not choose.</param>
internal sealed record TargetDescription(string Vocabulary, int Begin, int End, int[] NeverWritten);

/// <summary>Writes the description without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DecodingDescription))]
internal sealed partial class DescriptionJson : JsonSerializerContext;
