using System.Globalization;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Optimization;

/// <summary>One update: the batch is split over worker threads, the gradients are added in a fixed order, clipped and applied.</summary>
/// <remarks>The same parameters, batch and number of threads give the same bits.</remarks>
internal sealed class TrainingStep : IDisposable
{
    private readonly OptimizerOptions _options;
    private readonly Optimizer _optimizer;
    private readonly WorkerTeam _team;
    private readonly GradientWorker[] _workers;
    private readonly double[] _losses;
    private readonly double[] _squares;
    private readonly Action<int> _compute;
    private readonly Action<int> _reduce;
    private readonly Action<int> _apply;

    private PairBatch _batch;
    private Objective _objective;
    private (ulong Seed, ulong Update) _dropoutKey;
    private UpdateScale _scale;

    /// <summary>Prepares updates of a model.</summary>
    /// <param name="model">The model to train.</param>
    /// <param name="options">Options of the optimizer.</param>
    /// <param name="threads">Number of threads, at least 1.</param>
    /// <param name="parts">Parts in which each thread works through its share of a batch, one after the other in the same memory; at least 1.</param>
    public TrainingStep(Seq2SeqModel model, OptimizerOptions options, int threads, int parts = 1)
    {
        (Model, _options) = (model, options);
        _team = new WorkerTeam(threads);
        _workers = new GradientWorker[threads];
        for (int i = 0; i < threads; i++)
        {
            _workers[i] = new GradientWorker(model, parts);
        }

        _optimizer = Optimizer.Create(options, model.Parameters);
        _losses = new double[threads];
        _squares = new double[threads];
        _compute = Compute;
        _reduce = Reduce;
        _apply = Apply;
    }

    /// <summary>The model that is trained.</summary>
    public Seq2SeqModel Model { get; }

    /// <summary>The optimizer, whose memories belong to a checkpoint.</summary>
    public Optimizer Optimizer => _optimizer;

    /// <summary>Bytes held for activations by all workers.</summary>
    public long ArenaBytes => _workers.Sum(worker => worker.ArenaBytes);

    private GradientBuffer Gradients => _workers[0].Gradients;

    /// <summary>Computes the gradients of a batch and changes the parameters.</summary>
    /// <param name="batch">The batch, by falling target length.</param>
    /// <param name="number">Number of this update, from 1.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="seed">Seed of the dropout masks.</param>
    /// <exception cref="TrainingDivergedException">Loss or gradient is not finite; the parameters are unchanged.</exception>
    public UpdateResult Run(PairBatch batch, long number, float learningRate, Objective objective, ulong seed)
    {
        (_batch, _objective, _dropoutKey) = (batch, objective, (seed, (ulong)number));
        _team.Run(_compute);
        double loss = 0;
        foreach (double share in _losses)
        {
            loss += share;
        }

        if (_workers.Length > 1)
        {
            AddTables();
        }

        _team.Run(_reduce);
        double squares = 0;
        foreach (double share in _squares)
        {
            squares += share;
        }

        double norm = Math.Sqrt(squares);
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            throw TrainingDivergedException.At(number, string.Create(
                CultureInfo.InvariantCulture, $"The loss became {loss / batch.TargetTokenCount} and the gradient norm {norm}"));
        }

        float clip = _options.ClipNorm > 0f && norm > _options.ClipNorm ? (float)(_options.ClipNorm / (norm + 1e-6)) : 1f;
        _scale = new UpdateScale(number, learningRate, clip);
        _team.Run(_apply);
        foreach (Parameter parameter in Gradients.Parameters)
        {
            parameter.MarkChanged();
        }

        return new UpdateResult(loss, batch.TargetTokenCount, norm);
    }

    /// <inheritdoc/>
    public void Dispose() => _team.Dispose();

    private void Compute(int member) =>
        _losses[member] = _workers[member].Compute(_batch, member, _workers.Length, _objective, _dropoutKey);

    /// <summary>Tables are added by one thread: their rows are few, and their order of first touch must not depend on timing.</summary>
    private void AddTables()
    {
        foreach (Parameter parameter in Gradients.Parameters)
        {
            if (parameter.Kind == ParameterKind.Table)
            {
                for (int other = 1; other < _workers.Length; other++)
                {
                    Gradients.Rows(parameter).Add(_workers[other].Gradients.Rows(parameter));
                }
            }
        }
    }

    /// <summary>Adds the other workers' gradients over one member's share of the rows, and sums the squares.</summary>
    private void Reduce(int member)
    {
        double squares = 0;
        foreach (Parameter parameter in Gradients.Parameters)
        {
            if (parameter.Kind == ParameterKind.Table)
            {
                RowGradient rows = Gradients.Rows(parameter);
                (int first, int last) = _team.Share(rows.Count, member);
                squares += first == last ? 0 : Norms.SumOfSquares(rows.Values.RowRange(first, last - first).Span);
                continue;
            }

            (int start, int end) = _team.Share(parameter.RowCount, member);
            Span<float> sum = Gradients.Dense(parameter).RowRange(start, end - start).Span;
            for (int other = 1; other < _workers.Length; other++)
            {
                Matrix addend = _workers[other].Gradients.Dense(parameter).RowRange(start, end - start);
                System.Numerics.Tensors.TensorPrimitives.Add(sum, addend.Span, sum);
            }

            squares += Norms.SumOfSquares(sum);
        }

        _squares[member] = squares;
    }

    private void Apply(int member)
    {
        foreach (Parameter parameter in Gradients.Parameters)
        {
            (int start, int end) = _team.Share(parameter.RowCount, member);
            _optimizer.Apply(Gradients, parameter, start, end, _scale);
        }
    }
}

/// <summary>What an update has seen.</summary>
/// <param name="Loss">Sum of the losses of the batch's target tokens, in nats: cross-entropy, and guided alignment where it is on.</param>
/// <param name="Tokens">Number of target tokens.</param>
/// <param name="GradientNorm">Euclidean norm of the gradient before clipping.</param>
internal readonly record struct UpdateResult(double Loss, int Tokens, double GradientNorm);

/// <summary>Sums over the updates since the last validation.</summary>
/// <param name="Loss">Losses of the target tokens, in nats.</param>
/// <param name="Tokens">Target tokens.</param>
/// <param name="Seconds">Time, in seconds.</param>
internal readonly record struct UpdateSums(double Loss, long Tokens, double Seconds)
{
    /// <summary>Loss in nats per target token.</summary>
    public double MeanLoss => Loss / Tokens;

    /// <summary>Target tokens per second.</summary>
    public double TokensPerSecond => Tokens / Seconds;

    /// <summary>The sums with one more update.</summary>
    /// <param name="result">What the update has seen.</param>
    /// <param name="seconds">How long it took.</param>
    internal UpdateSums With(UpdateResult result, double seconds) => new(Loss + result.Loss, Tokens + result.Tokens, Seconds + seconds);
}
