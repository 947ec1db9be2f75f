using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Random;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y_i = m_i x_i / (1 − p), where the mask m_i of a whole row is 0 with probability p and else 1: of a row a word, word dropout.</summary>
/// <remarks>Gal and Ghahramani 2016 (arXiv:1512.05287), section 4.2; scaled as Nematus does. The mask is made as in <see cref="DropoutOperation"/>.</remarks>
public sealed class RowDropoutOperation : Operation
{
    private Variable _x = null!;
    private Variable _y = null!;
    private float _rate;
    private RandomKey _key;

    /// <summary>Drops out rows, unless the rate is 0 or the tape has no <see cref="Tape.DropoutKey"/>.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, columns]</param>
    /// <param name="rate">Probability p of zeroing a row, 0 ≤ p &lt; 1.</param>
    /// <returns>[rows, columns]; x itself when nothing is dropped.</returns>
    public static Variable Apply(Tape tape, Variable x, float rate)
    {
        if (rate == 0f || tape.DropoutKey is not { } key)
        {
            return x;
        }

        Variable y = tape.NewVariable(tape.Arena.Take(x.Rows, x.Columns), x.RequiresGradient);
        RowDropoutOperation operation = tape.Record<RowDropoutOperation>();
        (operation._x, operation._y, operation._rate) = (x, y, rate);
        operation._key = new RandomKey(key.Seed, key.Update, tape.NextDropoutSite++);
        Dropout.ForwardRows(x.Value, y.Value, rate, operation._key);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient && _x.RequiresGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape) => Dropout.BackwardRows(_y.Gradient, _x.AccumulationTarget(), _rate, _key);
}
