using Dragoman.Attention;
using Dragoman.Layers;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Options;

namespace Dragoman.Models;

/// <summary>An encoder, a decoder and the output layer that turns the decoder's readout into scores of target tokens.</summary>
/// <remarks>The model holds parameters only. Whatever changes between calls lives on the <see cref="Tape"/> that the caller passes in.</remarks>
public sealed class Seq2SeqModel
{
    /// <summary>Makes a model whose parameters are all zero; initialise or load them next.</summary>
    /// <param name="options">Its shape.</param>
    /// <param name="sourceVocabularySize">Number of source tokens.</param>
    /// <param name="targetVocabularySize">Number of target tokens.</param>
    /// <param name="customAttention">Makes the score of a model whose attention is custom; null for built-in scores.</param>
    /// <exception cref="ConfigurationException">The options contradict each other, or a parameter would be larger than a matrix can be.</exception>
    public Seq2SeqModel(
        ModelOptions options, int sourceVocabularySize, int targetVocabularySize, AttentionFactory? customAttention = null)
    {
        ConfigurationException.ThrowIfAny(options.Validate("model"));
        if (options.Tying == WeightTying.All && sourceVocabularySize != targetVocabularySize)
        {
            throw new ConfigurationException(
                "model.tying is all, which needs one vocabulary for both sides, but the source vocabulary has " +
                $"{sourceVocabularySize} tokens and the target vocabulary {targetVocabularySize}. Set data.vocabulary.shared to true.");
        }

        Options = options;
        (SourceVocabularySize, TargetVocabularySize) = (sourceVocabularySize, targetVocabularySize);
        try
        {
            ParameterScope output = Parameters.Root.Inner("output");
            Parameter? tied = options.Tying == WeightTying.None ? null : output.Matrix("weight", targetVocabularySize, options.EmbedSize, ParameterRole.Embedding);
            ParameterScope encoder = Parameters.Root.Inner("encoder");
            Embedding source = options.Tying == WeightTying.All
                ? new Embedding(tied!)
                : new Embedding(encoder.Inner("embedding"), sourceVocabularySize, options.EmbedSize, options.FreezeSourceEmbeddings);
            Encoder = new Encoder(options, encoder, source);
            Embedding target = tied is not null
                ? new Embedding(tied)
                : new Embedding(
                    Parameters.Root.Inner("decoder").Inner("embedding"), targetVocabularySize, options.EmbedSize, options.FreezeTargetEmbeddings);
            Decoder = new Decoder(options, Parameters.Root, target, customAttention);
            Output = (tied ?? output.Matrix("weight", targetVocabularySize, Decoder.ReadoutSize)).Whole();
            OutputBias = output.Vector("bias", targetVocabularySize);
        }
        catch (OverflowException tooLarge)
        {
            throw new ConfigurationException($"{tooLarge.Message} Choose smaller sizes, or a smaller vocabulary.", tooLarge);
        }
    }

    /// <summary>Shape of the model.</summary>
    public ModelOptions Options { get; }

    /// <summary>Number of source tokens.</summary>
    public int SourceVocabularySize { get; }

    /// <summary>Number of target tokens.</summary>
    public int TargetVocabularySize { get; }

    /// <summary>All parameters, by name.</summary>
    public ParameterSet Parameters { get; } = new();

    /// <summary>The encoder.</summary>
    public Encoder Encoder { get; }

    /// <summary>The decoder.</summary>
    public Decoder Decoder { get; }

    /// <summary>The output layer's matrix: [vocab, readout].</summary>
    internal Weight Output { get; }

    /// <summary>[1, vocab]</summary>
    internal Parameter OutputBias { get; }

    /// <summary>Whether weights are held in 8 bits.</summary>
    internal bool IsQuantized => Parameters.All.Any(parameter => parameter.IsQuantized);

    /// <summary>Holds weights and embeddings in 8 bits from now on; the model can no longer be trained. Not to be called while it is used.</summary>
    internal void Quantize()
    {
        foreach (Parameter parameter in Parameters.All.Where(parameter => parameter.IsQuantizable && !parameter.IsQuantized))
        {
            parameter.Quantize();
        }
    }

    /// <summary>Another model with the same shape and values.</summary>
    /// <param name="customAttention">Makes the score if attention is custom; null for built-in scores.</param>
    internal Seq2SeqModel Copy(AttentionFactory? customAttention)
    {
        Seq2SeqModel copy = new(Options, SourceVocabularySize, TargetVocabularySize, customAttention);
        foreach ((Parameter from, Parameter to) in Parameters.All.Zip(copy.Parameters.All))
        {
            from.ToFloats().CopyTo(to.Value);
            to.MarkChanged();
        }

        return copy;
    }

    /// <summary>Cross-entropy of the targets under teacher forcing; on a recording tape, ready for <see cref="Tape.Backward()"/>.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="source">Source sentences, in the order of the targets.</param>
    /// <param name="target">Target sentences by falling length.</param>
    /// <param name="labelSmoothing">Share ε of the target probability spread over the vocabulary, 0 ≤ ε &lt; 1.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / tokens in the whole batch.</param>
    /// <param name="onStep">Called after each step with its number and result, such as to keep the attention weights; may be null.</param>
    /// <returns>The sum over the target tokens, in nats.</returns>
    internal double Loss(
        Tape tape, SourceBatch source, TargetBatch target, float labelSmoothing, float scale, Action<int, DecoderStep>? onStep = null)
    {
        Variable readouts = Readouts(tape, source, target, onStep);
        tape.BeginStage();
        Variable dropped = DropoutOperation.Apply(tape, readouts, Options.ReadoutDropout, Options.SharesMasks ? target.Steps : null);
        return CrossEntropyLoss.Apply(tape, dropped, Output, OutputBias, target.Outputs.Span, labelSmoothing, scale);
    }

    /// <summary>Scores of all target tokens: x·Wᵀ + b.</summary>
    /// <param name="tape">A tape that only computes forward.</param>
    /// <param name="readout">[rows, hidden]</param>
    /// <returns>[rows, vocab] Unnormalised.</returns>
    public Matrix Logits(Tape tape, Variable readout)
    {
        Matrix logits = tape.Arena.Take(readout.Rows, TargetVocabularySize);
        Output.Multiply(readout.Value, OutputBias, logits, tape.Arena);
        return logits;
    }

    /// <summary>Copies the output layer's weights of some target tokens, for many steps.</summary>
    /// <param name="tape">Its arena gives the memory.</param>
    /// <param name="tokens">The tokens.</param>
    internal GatheredWeight GatherOutputs(Tape tape, ReadOnlySpan<int> tokens) => new(Output, OutputBias, tokens, tape.Arena);

    /// <summary>Scores of some target tokens, the same to the bit as among those of all.</summary>
    /// <param name="tape">A tape that only computes forward.</param>
    /// <param name="readout">[rows, hidden]</param>
    /// <param name="outputs">From <see cref="GatherOutputs"/>; null for all tokens.</param>
    /// <returns>[rows, tokens] Unnormalised.</returns>
    internal Matrix Logits(Tape tape, Variable readout, GatheredWeight? outputs)
    {
        if (outputs is null)
        {
            return Logits(tape, readout);
        }

        Matrix logits = tape.Arena.Take(readout.Rows, outputs.OutputSize);
        outputs.Multiply(readout.Value, logits, tape.Arena);
        return logits;
    }

    /// <summary>What the output layer reads at every target position under teacher forcing: [Σ target_time, hidden].</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="source">Source sentences, in the order of the targets.</param>
    /// <param name="target">Target sentences by falling length.</param>
    /// <param name="onStep">Called after each step with its number and result, such as to keep the attention weights; may be null.</param>
    /// <param name="watch">Looks on while the decoder attends; may be null.</param>
    internal Variable Readouts(
        Tape tape, SourceBatch source, TargetBatch target, Action<int, DecoderStep>? onStep = null, IAttentionWatch? watch = null)
    {
        EncoderOutput encoded = Encoder.Forward(tape, source);
        tape.BeginStage();
        DecoderLoop loop = Decoder.Open(tape, encoded, target.TokenCount).Watched(watch);
        DecoderState state = Decoder.InitialState(tape, encoded);
        TokenInputs tokens = Decoder.EmbedInputs(tape, target.Inputs, target.Steps); // [Σ target_time, …]
        Variable readouts = tape.NewVariable(target.TokenCount, Decoder.ReadoutSize);
        for (int step = 0; step < target.Steps.StepCount; step++)
        {
            (int start, int active) = (target.Steps.Offset(step), target.Steps.ActiveRows(step));
            DecoderStep result = Decoder.Step(tape, loop, tokens.Part(start, active), state, source.Sentences, readouts.Part(start, active));
            state = result.State;
            onStep?.Invoke(step, result);
        }

        return readouts;
    }
}
