namespace Dragoman.Numerics.Autodiff;

/// <summary>One recorded step of a computation: its forward pass is a static <c>Apply</c>, its backward pass stands beside it.</summary>
/// <remarks>
/// An operation is coarse: a linear map, a recurrent cell step, an attention score, a loss. It keeps what its backward pass needs in fields
/// and is reused by the tape, so that a warm training step allocates nothing.
/// </remarks>
public abstract class Operation
{
    /// <summary>Whether there is anything to play back: whether a gradient has come to what was computed, and is wanted of its inputs.</summary>
    public abstract bool NeedsBackward { get; }

    /// <summary>Adds this operation's contribution to the gradients of its inputs and parameters; asked for only when <see cref="NeedsBackward"/>.</summary>
    /// <param name="tape">The tape that recorded it.</param>
    public abstract void Backward(Tape tape);
}
