using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Layout;
using Dragoman.Numerics.Random;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y = m ⊙ x / (1 − p), where each element of the mask m is 0 with probability p and else 1.</summary>
/// <remarks>
/// The mask is a function of the tape's seed and update, the place in the model and the element's position; the backward pass makes it again
/// (Srivastava et al. 2014). Steps may share their masks, so that each sentence of a batch has one for all its tokens (Gal and Ghahramani 2016).
/// </remarks>
public sealed class DropoutOperation : Operation
{
    private Variable _x = null!;
    private Variable _y = null!;
    private float _rate;
    private RandomKey _key;
    private StepLayout? _shared;

    /// <summary>Drops out elements, unless the rate is 0 or the tape has no <see cref="Tape.DropoutKey"/>.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, columns]</param>
    /// <param name="rate">Probability p of zeroing an element, 0 ≤ p &lt; 1.</param>
    /// <param name="shared">Where the steps lie in the rows of x if they share one mask a sentence; null for a mask of each row's own.</param>
    /// <returns>[rows, columns]; x itself when nothing is dropped.</returns>
    public static Variable Apply(Tape tape, Variable x, float rate, StepLayout? shared = null)
    {
        if (rate == 0f || tape.DropoutKey is not { } key)
        {
            return x;
        }

        return Apply(tape, x, rate, new RandomKey(key.Seed, key.Update, tape.NextDropoutSite++), shared);
    }

    /// <summary>Drops out the elements of a mask that others share.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, columns]</param>
    /// <param name="mask">The mask.</param>
    internal static Variable Apply(Tape tape, Variable x, RepeatedMask mask) => Apply(tape, x, mask.Rate, mask.Key, shared: null);

    private static Variable Apply(Tape tape, Variable x, float rate, RandomKey key, StepLayout? shared)
    {
        Variable y = tape.NewVariable(tape.Arena.Take(x.Rows, x.Columns), x.RequiresGradient);
        DropoutOperation operation = tape.Record<DropoutOperation>();
        (operation._x, operation._y, operation._rate, operation._key, operation._shared) = (x, y, rate, key, shared);
        for (int part = 0; part < operation.PartCount; part++)
        {
            Dropout.Forward(operation.Part(x.Value, part), operation.Part(y.Value, part), rate, operation._key, offset: 0);
        }

        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient && _x.RequiresGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix gradient = _x.AccumulationTarget();
        for (int part = 0; part < PartCount; part++)
        {
            Dropout.Backward(Part(_y.Gradient, part), Part(gradient, part), _rate, _key, offset: 0);
        }
    }

    /// <summary>Parts that are masked alike.</summary>
    private int PartCount => _shared?.StepCount ?? 1;

    private Matrix Part(Matrix whole, int part) => _shared is null ? whole : whole.RowRange(_shared.Offset(part), _shared.ActiveRows(part));
}
