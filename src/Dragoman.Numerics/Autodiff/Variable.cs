namespace Dragoman.Numerics.Autodiff;

/// <summary>A matrix that takes part in a computation, and the gradient of the loss with respect to it.</summary>
/// <remarks>
/// Variables belong to their <see cref="Tape"/> and live until it is reset. A variable can be cut into parts (consecutive rows): a part
/// shares value and gradient with the whole, so that the steps of a sequence need no copies in either direction. The gradient's memory is
/// taken when it is first written; the first writer may overwrite, the others add.
/// </remarks>
public sealed class Variable
{
    private readonly List<Variable> _parts = [];
    private Tape? _tape;
    private Variable? _whole;
    private int _start;
    private Matrix _gradient;
    private bool _written;
    private bool _partsOverlap;

    /// <summary>The numbers: [rows, columns].</summary>
    public Matrix Value { get; private set; }

    /// <summary>Whether the loss is differentiated with respect to this variable.</summary>
    public bool RequiresGradient { get; private set; }

    /// <summary>Number of rows.</summary>
    public int Rows => Value.Rows;

    /// <summary>Number of columns.</summary>
    public int Columns => Value.Columns;

    /// <summary>Whether anything has contributed to the gradient yet; without that it is zero.</summary>
    public bool HasGradient
    {
        get
        {
            if (IsSettled)
            {
                return true;
            }

            foreach (Variable part in _parts)
            {
                if (part.HasGradient)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The gradient of the loss: [rows, columns]; zeros where nothing has contributed.</summary>
    public Matrix Gradient
    {
        get
        {
            Settle();
            return _gradient;
        }
    }

    /// <summary>The variable that this one is a part of, or itself.</summary>
    internal Variable Whole => _whole?.Whole ?? this;

    /// <summary>Number of its first row in <see cref="Whole"/>.</summary>
    internal int FirstRow => _start + (_whole?.FirstRow ?? 0);

    private bool IsSettled => _written || (_whole?.IsSettled ?? false);

    /// <summary>Where a further contribution to the gradient goes: [rows, columns].</summary>
    /// <param name="accumulate">True: add to what is there. False: this is the first contribution; overwrite every element.</param>
    public Matrix GradientTarget(out bool accumulate)
    {
        accumulate = HasGradient || (_whole?._partsOverlap ?? false);
        if (accumulate)
        {
            Settle();
        }
        else
        {
            TakeStorage();
            _written = true;
        }

        return _gradient;
    }

    /// <summary>The gradient as a place to which a kernel may add: zeros if nothing has contributed yet.</summary>
    public Matrix AccumulationTarget()
    {
        Settle();
        return _gradient;
    }

    /// <summary>Consecutive rows as a variable of its own, sharing value and gradient: [count, columns].</summary>
    /// <param name="start">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all inside.</exception>
    public Variable Part(int start, int count)
    {
        if (start == 0 && count == Rows)
        {
            return this;
        }

        Variable part = _tape!.NewVariable(Value.RowRange(start, count), RequiresGradient);
        if (RequiresGradient)
        {
            part._whole = this;
            part._start = start;
            Insert(part);
        }

        return part;
    }

    /// <summary>Keeps the parts in the order of their rows; parts made from the front or from the back are the usual case.</summary>
    private void Insert(Variable part)
    {
        if (_parts.Count == 0 || part._start >= _parts[^1]._start + _parts[^1].Rows)
        {
            _parts.Add(part);
        }
        else if (part._start + part.Rows <= _parts[0]._start)
        {
            _parts.Insert(0, part);
        }
        else
        {
            _partsOverlap = true;
        }
    }

    internal void Initialize(Tape tape, Matrix value, bool requiresGradient)
    {
        _parts.Clear();
        (_tape, Value, RequiresGradient) = (tape, value, requiresGradient);
        (_whole, _start, _gradient, _written, _partsOverlap) = (null, 0, default, false, false);
    }

    /// <summary>
    /// Lets the gradient be written over the value: for a variable whose only consumer reads the value for the last time when it writes the gradient.
    /// </summary>
    internal void PlaceGradientOverValue()
    {
        Variable whole = Whole;
        if (whole._gradient.IsEmpty && whole.RequiresGradient)
        {
            whole._gradient = whole.Value;
        }
    }

    private void TakeStorage()
    {
        if (!_gradient.IsEmpty)
        {
            return;
        }

        if (_whole is null)
        {
            _gradient = _tape!.Arena.Take(Rows, Columns);
            return;
        }

        if (_whole._partsOverlap)
        {
            _whole.Settle();
        }

        _whole.TakeStorage();
        _gradient = _whole._gradient.RowRange(_start, Rows);
    }

    /// <summary>Makes every row of the gradient valid: rows that nothing has written become zero.</summary>
    private void Settle()
    {
        TakeStorage();
        if (IsSettled)
        {
            return;
        }

        int covered = 0;
        foreach (Variable part in _parts)
        {
            if (part.HasGradient)
            {
                _gradient.RowRange(covered, part._start - covered).Fill(0f);
                part.Settle();
                covered = part._start + part.Rows;
            }
        }

        _gradient.RowRange(covered, Rows - covered).Fill(0f);
        _written = true;
    }
}
