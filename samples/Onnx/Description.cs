namespace Dragoman.Samples.Onnx;

/// <summary>What <c>decoding.json</c> says of the graphs.</summary>
internal sealed record Description(EncoderGraph Encoder, StepGraph Step, string[] Memory, StateTensor[] State, SourceSide Source, TargetSide Target);

/// <summary>The graph that is run once per batch.</summary>
internal sealed record EncoderGraph(string File, string Tokens, string Lengths);

/// <summary>The graph that is run once per target token.</summary>
internal sealed record StepGraph(string File, string Token, string LogProbabilities, string? Attention);

/// <summary>A tensor that a step hands to the next one.</summary>
internal sealed record StateTensor(string Now, string Next);

/// <summary>How a source sentence is written in ids.</summary>
internal sealed record SourceSide(string Vocabulary, int Unknown, int? End);

/// <summary>How a target sentence is written in ids.</summary>
internal sealed record TargetSide(string Vocabulary, int Begin, int End, int[] NeverWritten);
