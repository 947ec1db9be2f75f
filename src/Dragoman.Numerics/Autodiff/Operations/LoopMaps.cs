namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>The linear maps that the steps of one loop apply, each found by its weight and opened when a step first uses it.</summary>
/// <remarks>
/// The gradient of a weight is formed once, by one product over all steps. That product comes after the backward passes of all steps, for the
/// maps are recorded as one operation before the first step.
/// </remarks>
public sealed class LoopMaps : Operation
{
    private readonly List<UnrolledLinear> _maps = [];
    private int _totalRows;
    private int _next;

    /// <summary>Begins a loop.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="totalRows">Rows of all steps together, at least as many as any map will be used for; counts on a recording tape only.</param>
    public static LoopMaps Open(Tape tape, int totalRows)
    {
        LoopMaps maps = tape.Rent<LoopMaps>();
        maps._maps.Clear();
        (maps._totalRows, maps._next) = (totalRows, 0);
        tape.Record(maps);
        return maps;
    }

    /// <summary>y = x·Wᵀ + b of one step's rows.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="weight">[output, input]</param>
    /// <param name="bias">[1, output], or null for none; the same in every step.</param>
    /// <param name="x">[rows, input]</param>
    /// <returns>[rows, output]</returns>
    /// <exception cref="ShapeException">x has the wrong shape.</exception>
    public Variable Apply(Tape tape, Weight weight, Parameter? bias, Variable x) => MapOf(tape, weight, bias).Apply(tape, x);

    /// <summary>Adds x·Wᵀ + b of one step's rows to what is in <paramref name="sum"/>.</summary>
    /// <remarks>
    /// Nothing is kept but x: the gradient of the map is that of the sum. All steps add to parts of one variable of the total number of rows,
    /// each of whose rows gets exactly one step. A map is either applied in all steps or added in all steps.
    /// </remarks>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="weight">[output, input]</param>
    /// <param name="bias">[1, output], or null for none; the same in every step.</param>
    /// <param name="x">[rows, input]</param>
    /// <param name="sum">[rows, columns] Added to; nothing before this step may need its value later.</param>
    /// <param name="firstColumn">The first of the columns that are added to.</param>
    /// <exception cref="ShapeException">x or the sum has the wrong shape.</exception>
    public void AddTo(Tape tape, Weight weight, Parameter? bias, Variable x, Variable sum, int firstColumn = 0) =>
        MapOf(tape, weight, bias).AddTo(tape, x, sum, firstColumn);

    /// <inheritdoc/>
    public override bool NeedsBackward => true;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        for (int i = _maps.Count - 1; i >= 0; i--)
        {
            _maps[i].AddWeightGradient(tape);
        }
    }

    private UnrolledLinear MapOf(Tape tape, Weight weight, Parameter? bias)
    {
        // Steps use their maps in one order, so the one wanted mostly follows the one before.
        for (int tried = 0; tried < _maps.Count; tried++)
        {
            UnrolledLinear map = _maps[_next];
            _next = _next + 1 == _maps.Count ? 0 : _next + 1;
            if (map.Weight == weight)
            {
                return map;
            }
        }

        UnrolledLinear opened = UnrolledLinear.Open(tape, weight, bias, _totalRows);
        _maps.Add(opened);
        _next = 0;
        return opened;
    }
}
