namespace Dragoman.Numerics.Autodiff;

/// <summary>Records the operations of a forward pass and plays them back in reverse to find the gradients.</summary>
/// <remarks>
/// A tape without <see cref="Gradients"/> records nothing: the same model code then runs for inference. A tape belongs to one thread;
/// everything made on it (variables, scratch memory) is given back together by <see cref="Reset"/> and used again.
/// </remarks>
public sealed class Tape
{
    private readonly List<Operation> _operations = [];
    private readonly List<int> _stageStarts = [];
    private readonly Dictionary<Type, ObjectPool> _pools = [];
    private readonly List<ObjectPool> _usedPools = [];
    private readonly ObjectPool<Variable> _variables = new();

    /// <summary>Makes a tape.</summary>
    /// <param name="gradients">Where the gradients of parameters are collected; null for a tape that only computes forward.</param>
    public Tape(GradientBuffer? gradients = null)
    {
        Gradients = gradients;
    }

    /// <summary>The memory of this tape's variables.</summary>
    public Arena Arena { get; } = new();

    /// <summary>Where the gradients of parameters are collected, or null on a tape that only computes forward.</summary>
    public GradientBuffer? Gradients { get; }

    /// <summary>Whether operations are recorded for a backward pass.</summary>
    public bool IsRecording => Gradients is not null;

    /// <summary>Seed and update from which every dropout mask of this pass is made; null turns dropout off.</summary>
    public (ulong Seed, ulong Update)? DropoutKey { get; set; }

    /// <summary>Forgets the recorded computation and takes all its memory back.</summary>
    public void Reset()
    {
        _operations.Clear();
        _stageStarts.Clear();
        _variables.TakeBackAll();
        foreach (ObjectPool pool in _usedPools)
        {
            pool.TakeBackAll();
        }

        Arena.Reset();
        NextDropoutSite = 0;
    }

    /// <summary>What is recorded from here on is a stage of its own, after stage 0 and those begun before.</summary>
    internal void BeginStage()
    {
        if (IsRecording)
        {
            _stageStarts.Add(_operations.Count);
        }
    }

    /// <summary>Plays the recorded operations in reverse; the loss operation has put the first gradients in place.</summary>
    public void Backward() => Backward(onStageDone: null);

    /// <inheritdoc cref="Backward()"/>
    /// <param name="onStageDone">
    /// Called with the number of each stage, the last one first, when it is played back: no gradient that it alone has touched will change any more. May be null.
    /// </param>
    internal void Backward(Action<int>? onStageDone)
    {
        int end = _operations.Count;
        for (int stage = _stageStarts.Count; stage >= 0; stage--)
        {
            int start = stage == 0 ? 0 : _stageStarts[stage - 1];
            Gradients?.BeginStage(stage);
            for (int i = end - 1; i >= start; i--)
            {
                if (_operations[i].NeedsBackward)
                {
                    _operations[i].Backward(this);
                }
            }

            Gradients?.EndStage();
            onStageDone?.Invoke(stage);
            end = start;
        }
    }

    /// <summary>Makes a variable with unspecified content: [rows, columns].</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public Variable NewVariable(int rows, int columns) => NewVariable(Arena.Take(rows, columns), IsRecording);

    /// <summary>Makes a variable of zeros through which no gradient flows: [rows, columns].</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public Variable Zeros(int rows, int columns) => NewVariable(Arena.TakeZeros(rows, columns), requiresGradient: false);

    /// <summary>Makes a variable over numbers that exist already.</summary>
    /// <param name="value">The numbers; not copied.</param>
    /// <param name="requiresGradient">Whether the loss is to be differentiated with respect to them.</param>
    public Variable NewVariable(Matrix value, bool requiresGradient)
    {
        Variable variable = _variables.Take();
        variable.Initialize(this, value, requiresGradient && IsRecording);
        return variable;
    }

    /// <summary>Takes an operation to fill in and records it; a tape that only computes forward gives one that nobody will ask.</summary>
    /// <typeparam name="TOperation">The kind of operation.</typeparam>
    public TOperation Record<TOperation>()
        where TOperation : Operation, new()
    {
        if (!IsRecording)
        {
            return Pool<TOperation>().Spare;
        }

        TOperation operation = Rent<TOperation>();
        _operations.Add(operation);
        return operation;
    }

    /// <summary>Records an operation that was taken with <see cref="Rent"/>, unless the tape only computes forward.</summary>
    /// <param name="operation">The operation.</param>
    public void Record(Operation operation)
    {
        if (IsRecording)
        {
            _operations.Add(operation);
        }
    }

    /// <summary>Takes an object that is the caller's until <see cref="Reset"/>; its fields hold what an earlier user left.</summary>
    /// <typeparam name="T">The kind of object.</typeparam>
    public T Rent<T>()
        where T : class, new() => Pool<T>().Take();

    /// <summary>A place to which <see cref="Release"/> can return.</summary>
    /// <param name="Memory">Position in the arena.</param>
    /// <param name="VariableCount">Variables handed out.</param>
    public readonly record struct Position(Arena.Position Memory, int VariableCount);

    /// <summary>The present position, on a tape that only computes forward.</summary>
    public Position Mark() => new(Arena.Mark(), _variables.Used);

    /// <summary>Takes back the variables made since <paramref name="position"/> and their memory, such as those of one decoder step.</summary>
    /// <param name="position">An earlier result of <see cref="Mark"/>.</param>
    /// <exception cref="InvalidOperationException">The tape is recording: the backward pass still needs everything.</exception>
    public void Release(Position position)
    {
        if (IsRecording)
        {
            throw new InvalidOperationException("A recording tape gives its variables back all at once, by Reset.");
        }

        Arena.Release(position.Memory);
        _variables.Used = position.VariableCount;
    }

    private ObjectPool<T> Pool<T>()
        where T : class, new()
    {
        if (!_pools.TryGetValue(typeof(T), out ObjectPool? pool))
        {
            pool = new ObjectPool<T>();
            _pools.Add(typeof(T), pool);
            _usedPools.Add(pool);
        }

        return (ObjectPool<T>)pool;
    }

    /// <summary>Number of the next place at which this pass drops out units; places are numbered in the order of the forward pass.</summary>
    internal uint NextDropoutSite { get; set; }
}
