using Dragoman.Serialization;
using Dragoman.Storage;

namespace Dragoman.Training;

/// <summary>The right of a training to write its model folder, where another training may be, or a model that must not be lost.</summary>
/// <param name="folder">The folder.</param>
/// <param name="request">What is to happen there.</param>
internal sealed class FolderClaim(ModelFolder folder, TrainingRequest request)
{
    /// <summary>Whether there is a checkpoint to go on from, and it is wanted.</summary>
    internal bool Continues => request.Resume && folder.HasTrainingState;

    /// <summary>Keeps a model from being lost: it is continued, or replaced on request.</summary>
    /// <exception cref="CheckpointException">It would be.</exception>
    internal void ThrowIfTaken()
    {
        if (request.Overwrites || !folder.HoldsModelFiles)
        {
            return;
        }

        if (!request.Resume)
        {
            throw new CheckpointException(
                folder.Path, "the folder holds a model already, which would be lost.", "Go on with its training, or name another folder.");
        }

        if (!folder.HasTrainingState)
        {
            throw new CheckpointException(
                folder.Path,
                "the folder holds a model without training state (training/state.safetensors), so its training cannot go on, and training anew would overwrite it.",
                "Restore the state, or name another folder.");
        }
    }

    /// <summary>Takes the folder, which may have been another's until now.</summary>
    /// <param name="continues">What <see cref="Continues"/> was when the folder was read.</param>
    /// <returns>Lets go of the folder when disposed.</returns>
    /// <exception cref="CheckpointException">Another process has it, or had it meanwhile.</exception>
    internal IDisposable Take(bool continues)
    {
        IDisposable own = folder.Lock();
        try
        {
            ThrowIfTaken();
            ThrowIfChanged(continues);
            return own;
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    /// <summary>The folder may have been another's until it was locked.</summary>
    private void ThrowIfChanged(bool continues)
    {
        if (continues != Continues)
        {
            throw new CheckpointException(folder.Path, "another process has trained in this folder meanwhile.", "Start again.");
        }
    }
}
