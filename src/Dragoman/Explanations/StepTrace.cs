using System.Numerics.Tensors;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;
using Dragoman.Text;

namespace Dragoman.Explanations;

/// <summary>Decodes one given translation as <see cref="ForcedDecoding"/> does, to the same bits, and keeps what every step computes.</summary>
internal sealed class StepTrace
{
    private readonly Seq2SeqModel _model;
    private readonly Tape _tape;
    private readonly ExplanationRequest _request;
    private readonly GivenWeights _given;
    private readonly StepRecorder _recorder;
    private readonly Shortlist? _shortlist;
    private readonly List<TracedStep> _steps = [];
    private GatheredWeight? _outputs;
    private Snapshot _last;

    private StepTrace(Seq2SeqModel model, Tape tape, ExplanationRequest request, Shortlist? shortlist)
    {
        (_model, _tape, _request, _shortlist) = (model, tape, request, shortlist);
        _given = new GivenWeights(request.Weights);
        _recorder = new StepRecorder(_given);
    }

    /// <summary>[source_time][encoder output] The encoder's states.</summary>
    internal float[][] States { get; private set; } = [];

    /// <summary>[summary] What stands for the whole source, if the decoder reads it at every step; else null.</summary>
    internal float[]? Summary { get; private set; }

    /// <summary>[target_time] The steps.</summary>
    internal IReadOnlyList<TracedStep> Steps => _steps;

    /// <summary>Decodes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tape">A tape that only computes forward; it is reset first.</param>
    /// <param name="source">One source sentence.</param>
    /// <param name="target">[target_time] Its translation, with the end token if the step that writes it is wanted.</param>
    /// <param name="request">What is wanted, and the weights given by hand.</param>
    /// <param name="shortlist">The tokens that have a probability; null for all.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    internal static StepTrace Run(
        Seq2SeqModel model, Tape tape, SourceBatch source, int[] target, ExplanationRequest request, Shortlist? shortlist, CancellationToken cancellationToken)
    {
        StepTrace trace = new(model, tape, request, shortlist);
        trace.ReadSource(source);
        TargetBatch batch = new();
        batch.Load([target], Vocabulary.BosId);
        tape.Reset();
        trace._outputs = shortlist?.Computed is { } tokens ? model.GatherOutputs(tape, tokens) : null;
        model.Readouts(tape, source, batch, (step, result) => trace.Keep(step, result, target, cancellationToken), trace._recorder);
        return trace;
    }

    private void ReadSource(SourceBatch source)
    {
        _tape.Reset();
        EncoderOutput encoded = _model.Encoder.Forward(_tape, source);
        States = RowsOf(encoded.States.Value);
        bool readsSummary = !_model.Options.Attends && _model.Options.Context == ContextUse.EveryStep;
        Summary = readsSummary ? SummaryOfSource.Of(_tape, encoded, _model.Options).Value.Row(0).ToArray() : null;
        _last = Snapshot.Of(_model.Decoder.InitialState(_tape, encoded), _model.Options.DecoderLayers);
    }

    private void Keep(int step, in DecoderStep result, int[] target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Arena.Position mark = _tape.Arena.Mark();
        Span<float> logits = _model.Logits(_tape, result.Readout, _outputs).Row(0); // [vocab], or [computed] with a shortlist
        logits = _shortlist is null ? logits : logits[.._shortlist.Choose(sentence: 0, logits)];
        double normalizer = SoftmaxCrossEntropy.LogSumExp(logits);
        NotFinite.ThrowIf(normalizer);
        Snapshot before = _last;
        _last = Snapshot.Of(result.State, _model.Options.DecoderLayers);
        AttendedSource? attended = result.Weights is null ? null : _recorder.Steps[step];
        int read = step == 0 ? Vocabulary.BosId : target[step - 1];
        _steps.Add(new TracedStep(
            read,
            target[step],
            logits[_shortlist?.PlaceOf(sentence: 0, target[step]) ?? target[step]] - normalizer,
            Best(logits, normalizer),
            before,
            _last,
            _model.Decoder.Embedding.Table.CopyRows([read]).Row(0).ToArray(),
            attended,
            attended is null ? null : ContextOf(attended.Weights),
            result.Readout.Value.Row(0).ToArray(),
            _given.Has(step)));
        _tape.Arena.Release(mark);
    }

    private (int Token, double LogProbability)[] Best(ReadOnlySpan<float> logits, double normalizer)
    {
        int[] tokens = new int[Math.Min(_request.Candidates, logits.Length)];
        float[] values = new float[tokens.Length];
        TopK.Select(logits, tokens, values);
        tokens = _shortlist is null ? tokens : Array.ConvertAll(tokens, place => _shortlist.TokensOf(sentence: 0)[place]);
        return [.. tokens.Zip(values, (token, value) => (token, value - normalizer))];
    }

    /// <summary>c = Σ_j α_j h_j. A search may sum products with the states instead, so it is formed here.</summary>
    private float[] ContextOf(float[] weights)
    {
        float[] context = new float[States[0].Length];
        for (int j = 0; j < weights.Length; j++)
        {
            TensorPrimitives.MultiplyAdd(States[j], weights[j], context, context);
        }

        return context;
    }

    private static float[][] RowsOf(Matrix matrix) => [.. Enumerable.Range(0, matrix.Rows).Select(row => matrix.Row(row).ToArray())];

    /// <summary>The states between two steps.</summary>
    internal readonly record struct Snapshot(float[][] Hidden, float[][]? Memory, float[]? Fed)
    {
        internal static Snapshot Of(in DecoderState state, int layers)
        {
            (float[][] hidden, float[][] memory) = (new float[layers][], new float[layers][]);
            bool hasMemory = state.Layers[0].Memory is not null;
            for (int layer = 0; layer < layers; layer++)
            {
                hidden[layer] = state.Layers[layer].Hidden.Value.Row(0).ToArray();
                memory[layer] = hasMemory ? state.Layers[layer].Memory!.Value.Row(0).ToArray() : [];
            }

            return new Snapshot(hidden, hasMemory ? memory : null, state.Feed?.Value.Row(0).ToArray());
        }
    }
}

/// <summary>What a step has computed, in ids.</summary>
/// <param name="Read">The token read.</param>
/// <param name="Write">The token written.</param>
/// <param name="LogProbability">Of the token written.</param>
/// <param name="Best">The most probable tokens, the most probable first.</param>
/// <param name="Before">The states before the step.</param>
/// <param name="After">The states after the step.</param>
/// <param name="Embedding">[embed] Of the token read.</param>
/// <param name="Attended">Where it has looked; null without attention.</param>
/// <param name="Context">[encoder output] Null without attention.</param>
/// <param name="Readout">[readout]</param>
/// <param name="IsEdited">Whether the weights were given by hand.</param>
internal sealed record TracedStep(
    int Read,
    int Write,
    double LogProbability,
    (int Token, double LogProbability)[] Best,
    StepTrace.Snapshot Before,
    StepTrace.Snapshot After,
    float[] Embedding,
    AttendedSource? Attended,
    float[]? Context,
    float[] Readout,
    bool IsEdited);
