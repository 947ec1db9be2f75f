using System.Globalization;
using Dragoman.Data;
using Dragoman.Distributed;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Optimization;

/// <summary>One update: the batch is split over worker threads, of all ranks if there are several, the gradients are added in a fixed order, clipped and applied.</summary>
/// <remarks>
/// The same parameters, batch, number of threads and number of ranks give the same bits; with one thread a rank they are those of one process with as many threads.
/// </remarks>
internal sealed class TrainingStep : IDisposable
{
    private readonly OptimizerOptions _options;
    private readonly Optimizer _optimizer;
    private readonly WorkerTeam _team;
    private readonly RankGroup _ranks;
    private readonly GradientExchange? _exchange;
    private readonly GradientWorker[] _workers;
    private readonly Action<int>[] _onStageDone; // of each worker
    private readonly double[] _sums; // losses and squares of each worker of this rank, and whether it wants to stop
    private readonly double[] _allSums; // of all ranks
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
    /// <param name="ranks">The processes that share each batch, with as many threads each; null for this one alone.</param>
    /// <param name="exchange">How they exchange gradients; null: the defaults.</param>
    public TrainingStep(
        Seq2SeqModel model, OptimizerOptions options, int threads, int parts = 1, RankGroup? ranks = null, ExchangeOptions? exchange = null)
    {
        (Model, _options, _ranks) = (model, options, ranks ?? RankGroup.Alone);
        _team = new WorkerTeam(threads);
        _workers = new GradientWorker[threads];
        for (int i = 0; i < threads; i++)
        {
            _workers[i] = new GradientWorker(model, parts);
        }

        _optimizer = Optimizer.Create(options, model.Parameters);
        _sums = new double[(2 * threads) + 1];
        _allSums = new double[_sums.Length * _ranks.Count];
        _exchange = _ranks.HasOthers ? new GradientExchange(_ranks, exchange ?? new(), [.. _workers.Select(worker => worker.Gradients)]) : null;
        _onStageDone = [.. Enumerable.Range(0, threads).Select(member => (Action<int>)(stage => _exchange?.OnStageDone(member, stage)))];
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

    /// <summary>Time that this rank has waited for the gradients of others.</summary>
    public TimeSpan Waited => _exchange?.Waited ?? TimeSpan.Zero;

    private GradientBuffer Gradients => _workers[0].Gradients;

    private int Threads => _workers.Length;

    /// <summary>Computes the gradients of a batch and changes the parameters.</summary>
    /// <param name="batch">The batch, by falling target length; the same on all ranks.</param>
    /// <param name="number">Number of this update, from 1.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="seed">Seed of the dropout masks.</param>
    /// <param name="wantsStop">Whether this rank wants training to stop, which the others learn.</param>
    /// <exception cref="TrainingDivergedException">Loss or gradient is not finite; the parameters are unchanged.</exception>
    public UpdateResult Run(PairBatch batch, long number, float learningRate, Objective objective, ulong seed, bool wantsStop = false)
    {
        (_batch, _objective, _dropoutKey) = (batch, objective, (seed, (ulong)number));
        _exchange?.Begin();
        _team.Run(_compute);
        if (_workers.Length > 1)
        {
            AddTables();
        }

        _exchange?.Finish();
        _team.Run(_reduce);
        _sums[^1] = wantsStop ? 1 : 0;
        _ranks.AllGather(_sums, _allSums.AsSpan());
        (double loss, double squares, double stops) = (Total(0, Threads), Total(Threads, Threads), Total(2 * Threads, 1));
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

        return new UpdateResult(loss, batch.TargetTokenCount, norm) { StopIsWanted = stops > 0 };
    }

    /// <summary>Forgets what was rounded away on the way to other ranks, as a run does that goes on from a checkpoint made now.</summary>
    public void ForgetResiduals() => _exchange?.ForgetResiduals();

    /// <inheritdoc/>
    public void Dispose()
    {
        _exchange?.Dispose();
        _team.Dispose();
    }

    private void Compute(int member) =>
        _sums[member] = _workers[member].Compute(_batch, Number(member), Threads * _ranks.Count, _objective, _dropoutKey, _onStageDone[member]);

    /// <summary>Number of a worker of this rank among those of all ranks.</summary>
    private int Number(int member) => (_ranks.Rank * Threads) + member;

    /// <summary>A sum over the ranks, in their order.</summary>
    private double Total(int first, int count)
    {
        double total = 0;
        for (int rank = 0; rank < _ranks.Count; rank++)
        {
            foreach (double share in _allSums.AsSpan((rank * _sums.Length) + first, count))
            {
                total += share;
            }
        }

        return total;
    }

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

    /// <summary>Adds the other workers' gradients over one member's share of the rows, unless that is done, and sums the squares.</summary>
    private void Reduce(int member)
    {
        double squares = 0;
        foreach (Parameter parameter in Gradients.Parameters)
        {
            if (parameter.Kind == ParameterKind.Table)
            {
                RowGradient rows = Gradients.Rows(parameter);
                (int first, int last) = ShareOfSquares(rows.Count, member);
                squares += first == last ? 0 : Norms.SumOfSquares(rows.Values.RowRange(first, last - first).Span);
                continue;
            }

            (int start, int end) = ShareOfSquares(parameter.RowCount, member);
            Span<float> sum = Gradients.Whole(parameter).RowRange(start, end - start).Span;
            for (int other = 1; other < _workers.Length && _exchange is null; other++)
            {
                Matrix addend = _workers[other].Gradients.Whole(parameter).RowRange(start, end - start);
                System.Numerics.Tensors.TensorPrimitives.Add(sum, addend.Span, sum);
            }

            squares += Norms.SumOfSquares(sum);
        }

        _sums[Threads + member] = squares;
    }

    /// <summary>Rows whose squares a worker adds up, as if all workers were of one process.</summary>
    private (int Start, int End) ShareOfSquares(int rows, int member) => WorkerTeam.Share(rows, Number(member), Threads * _ranks.Count);

    private void Apply(int member)
    {
        foreach (Parameter parameter in Gradients.Parameters)
        {
            (int start, int end) = WorkerTeam.Share(parameter.RowCount, member, Threads);
            _optimizer.Apply(Gradients, parameter, start, end, _scale);
        }
    }
}

/// <summary>What an update has seen.</summary>
/// <param name="Loss">Sum of the losses of the batch's target tokens, in nats: cross-entropy, and guided alignment where it is on.</param>
/// <param name="Tokens">Number of target tokens.</param>
/// <param name="GradientNorm">Euclidean norm of the gradient before clipping.</param>
internal readonly record struct UpdateResult(double Loss, int Tokens, double GradientNorm)
{
    /// <summary>Whether a rank wants training to stop.</summary>
    internal bool StopIsWanted { get; init; }
}

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
