using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Distributed;

/// <summary>Adds up the gradients of all ranks, on a thread of its own, so that those which are whole travel while others are still computed.</summary>
/// <remarks>
/// A gradient is whole when the earliest stage of the forward pass that has touched it is played back on all threads of this rank. Which stage that is, the first
/// update tells; in it nothing is sent before all is computed. Once the sums are there, the gradients of the first worker hold them.
/// </remarks>
internal sealed class GradientExchange : IDisposable
{
    private readonly RankGroup _ranks;
    private readonly ExchangeOptions _options;
    private readonly GradientBuffer[] _workers;
    private readonly Parameter[] _dense;
    private readonly GradientPiece[] _pieces;
    private readonly IGradientReduction _reduction;
    private readonly TableExchange _tables;
    private readonly float[] _numbers;
    private readonly int[] _stages; // of each parameter, by index: the one after which its gradient is whole
    private readonly int[] _reached; // of each worker: the latest stage that is played back
    private readonly object _gate = new(); // guards what has begun, is reached and is finished
    private readonly Func<bool> _isBegun; // kept, so that waiting allocates nothing
    private readonly Func<bool> _isReached;
    private readonly Func<bool> _isFinished;
    private (int Stage, int Piece)[] _order;
    private int _awaited; // the stage that the thread waits for
    private long _begun;
    private long _finished;
    private Exception? _failure;
    private bool _isDisposed;
    private bool _knowsStages;

    /// <summary>Starts the thread.</summary>
    /// <param name="ranks">The ranks, at least two.</param>
    /// <param name="options">How gradients travel.</param>
    /// <param name="workers">The gradients of the threads of this rank; the first receives the sums.</param>
    internal GradientExchange(RankGroup ranks, ExchangeOptions options, IReadOnlyList<GradientBuffer> workers)
    {
        (_ranks, _options, _workers) = (ranks, options, [.. workers]);
        _dense = [.. workers[0].Parameters.ToArray().Where(parameter => parameter.Kind != ParameterKind.Table)];
        int longest = options.PieceBytes / sizeof(float);
        _pieces = GradientPiece.Cut(_dense, longest);
        int[] lengths = [.. _pieces.Select(piece => Filled(piece.Length))];
        _numbers = GC.AllocateArray<float>(Filled(longest), pinned: true);
        _reduction = options.Precision == ExchangePrecision.Half ? new RoundedReduction(ranks, lengths) : new FullReduction(ranks, Filled(longest));
        _tables = new TableExchange(ranks, options.PieceBytes);
        _stages = new int[_dense.Max(parameter => parameter.Index) + 1];
        _order = [.. _pieces.Index().Select(piece => (0, piece.Index))];
        _reached = new int[workers.Count];
        _isBegun = () => _finished < _begun;
        _isReached = () => !_reached.AsSpan().ContainsAnyExceptInRange(int.MinValue, _awaited);
        _isFinished = () => _finished == _begun;
        new Thread(Serve) { IsBackground = true, Name = "gradient exchange" }.Start();
    }

    /// <summary>Time that the computation has waited for gradients of other ranks, and for ranks that were slower.</summary>
    internal TimeSpan Waited { get; private set; }

    /// <summary>Before the gradients of an update are computed.</summary>
    internal void Begin()
    {
        lock (_gate)
        {
            Array.Fill(_reached, int.MaxValue);
            _begun++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Says that a worker has played back a stage; called on its thread.</summary>
    /// <param name="worker">Number of the worker.</param>
    /// <param name="stage">The stage, from the last one down to 0.</param>
    internal void OnStageDone(int worker, int stage)
    {
        foreach (Parameter parameter in _dense)
        {
            if (_stages[parameter.Index] >= stage)
            {
                _workers[worker].Settle(parameter);
            }
        }

        lock (_gate)
        {
            _reached[worker] = Math.Min(_reached[worker], stage);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until the first worker's gradients are the sums over all ranks. The tables of this rank's workers have been added up before.</summary>
    internal void Finish()
    {
        long began = Stopwatch.GetTimestamp();
        WaitUntil(_isFinished);
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        foreach (Parameter parameter in _workers[0].Parameters)
        {
            if (parameter.Kind == ParameterKind.Table)
            {
                _tables.Sum(parameter, _workers[0].Rows(parameter));
            }
        }

        Waited += Stopwatch.GetElapsedTime(began);
        if (!_knowsStages)
        {
            LearnStages();
        }

        ThrowIfTouchedLater();
    }

    /// <summary>See <see cref="IGradientReduction.ForgetResiduals"/>.</summary>
    internal void ForgetResiduals() => _reduction.ForgetResiduals();

    /// <summary>Ends the thread once it waits for nobody.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Serve()
    {
        while (WaitUntil(_isBegun))
        {
            try
            {
                foreach ((int stage, int piece) in _order)
                {
                    _awaited = stage;
                    if (!WaitUntil(_isReached))
                    {
                        return;
                    }

                    Sum(piece);
                }
            }
            catch (Exception e)
            {
                _failure = e;
            }

            lock (_gate)
            {
                _finished++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits for something that the gate guards.</summary>
    /// <returns>False when the exchange was ended meanwhile.</returns>
    private bool WaitUntil(Func<bool> condition)
    {
        lock (_gate)
        {
            while (!_isDisposed && !condition())
            {
                Monitor.Wait(_gate);
            }

            return !_isDisposed;
        }
    }

    private void Sum(int index)
    {
        GradientPiece piece = _pieces[index];
        int length = Filled(piece.Length);
        bool isInPlace = piece.TryGetInPlace(_workers[0], out Span<float> numbers) && length == piece.Length;
        if (!isInPlace)
        {
            numbers = _numbers.AsSpan(0, length);
            piece.CopyFrom(_workers[0], numbers);
            numbers[piece.Length..].Clear();
        }

        for (int worker = 1; worker < _workers.Length; worker++)
        {
            piece.AddFrom(_workers[worker], numbers);
        }

        _reduction.Sum(index, numbers);
        if (!isInPlace)
        {
            piece.CopyTo(numbers, _workers[0]);
        }
    }

    /// <summary>Agrees with the other ranks, for a rank whose share of the first batch was empty knows nothing.</summary>
    private void LearnStages()
    {
        _knowsStages = true;
        if (!_options.Overlaps)
        {
            return;
        }

        int[] own = new int[_stages.Length];
        foreach (Parameter parameter in _dense)
        {
            own[parameter.Index] = _workers.Min(worker => worker.EarliestStage(parameter) ?? int.MaxValue);
        }

        int[] all = new int[own.Length * _ranks.Count];
        _ranks.AllGather(own, all.AsSpan());
        for (int i = 0; i < own.Length; i++)
        {
            int earliest = Enumerable.Range(0, _ranks.Count).Min(rank => all[(rank * own.Length) + i]);
            _stages[i] = earliest == int.MaxValue ? 0 : earliest;
        }

        _order =
        [
            .. from piece in _pieces.Index()
               let stage = piece.Item.Parameters.Min(parameter => _stages[parameter.Index])
               orderby stage descending, piece.Index
               select (stage, piece.Index),
        ];
    }

    /// <summary>A model whose operations touch a gradient in an earlier stage than ever before would train with a part of it.</summary>
    private void ThrowIfTouchedLater()
    {
        foreach (Parameter parameter in _dense)
        {
            foreach (GradientBuffer worker in _workers)
            {
                if (worker.EarliestStage(parameter) < _stages[parameter.Index])
                {
                    throw new InvalidOperationException(
                        $"The gradient of {parameter.Name} was sent before it was whole: the model has used the parameter earlier in its forward pass than in the first update.");
                }
            }
        }
    }

    /// <summary>A length that ranks can share evenly.</summary>
    private int Filled(int length) => (length + _ranks.Count - 1) / _ranks.Count * _ranks.Count;
}
