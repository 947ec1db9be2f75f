using Dragoman.Configuration;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Serialization;

namespace Dragoman.Storage;

/// <content>What only a training needs: the lock of its folder, and the checkpoint from which it goes on.</content>
public sealed partial class ModelFolder
{
    private const string StateName = "training/state.safetensors";
    private const string LockName = "training/.lock";
    private const string ModelPrefix = "model.";

    /// <summary>Whether training can be continued.</summary>
    public bool HasTrainingState => System.IO.File.Exists(File(StateName));

    /// <summary>Whether a process is training there, this one or another.</summary>
    internal bool IsBeingTrained => FolderLock.IsTaken(File(LockName));

    /// <summary>Keeps other processes from writing the folder, which is made if it is missing. Readers need no lock.</summary>
    /// <returns>Lets go of the folder when disposed.</returns>
    /// <exception cref="IOException">Another process is writing the folder, or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    internal IDisposable Lock()
    {
        FolderAccess.Make(Path);
        return FolderLock.TryTake(File(LockName))
            ?? throw new CheckpointException(Path, "another process is training in this folder.", "Wait for the other process, or name another folder.");
    }

    /// <summary>Throws unless training can go on with these options; takes no memory for the model.</summary>
    /// <param name="options">All options.</param>
    /// <param name="model">A model of the options.</param>
    /// <exception cref="ConfigurationException">An option that gives the weights their meaning was changed.</exception>
    /// <exception cref="CheckpointException">There is no checkpoint, or it is damaged or does not fit.</exception>
    internal void ThrowUnlessResumable(TranslatorOptions options, Seq2SeqModel model)
    {
        TrainedWith.ThrowIfOtherwise(Path, WeightNotes(), options, "Training goes on only as it began; leave the option, or train anew in another folder.");
        using SafetensorsFile file = SafetensorsFile.Open(File(StateName), Verification.None);
        StoredParameters.ThrowUnlessHeld(file, model, ModelPrefix);
        if (!System.IO.File.Exists(File(WeightsName)))
        {
            throw new CheckpointException(File(WeightsName), "the file does not exist.", "Restore the file that training wrote, or train anew in another folder.");
        }

        using SafetensorsFile best = SafetensorsFile.Open(File(WeightsName)); // They stay the model's unless training finds better ones.
        StoredParameters.ThrowUnlessHeld(best, model, prefix: "");
    }

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="model">The model with its current weights.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="position">How far training has come.</param>
    /// <param name="best">
    /// What the current weights, or their running means if the optimizer keeps any, were trained with (<see cref="TrainedWith.Notes"/>), if they become the model's; null if they do not.
    /// </param>
    /// <exception cref="TrainingDivergedException">A weight or memory is not finite; the folder is as it was.</exception>
    internal void WriteCheckpoint(Seq2SeqModel model, Optimizer optimizer, TrainingPosition position, IReadOnlyDictionary<string, string>? best)
    {
        FiniteState.ThrowIfNot(model, optimizer, position.Update);
        if (!Exists)
        {
            throw new CheckpointException(Path, "the folder was removed or moved while its training went on, so that nothing more can be saved there.", "Move it back and resume the training, or train anew.");
        }

        using AtomicFolder update = AtomicFolder.Begin(Path);
        update.Write(StateName, stream => SafetensorsFile.Write(stream, State(model, optimizer), position.ToMetadata()));
        if (best is not null)
        {
            update.Write(WeightsName, stream => SafetensorsFile.Write(stream, Weights(model, optimizer.Settled), best));
        }

        update.Commit();
    }

    /// <summary>Reads a checkpoint: current weights, the optimizer's memories, and how far training had come.</summary>
    /// <param name="model">A model of the folder's options; its weights are overwritten.</param>
    /// <param name="optimizer">The optimizer; its memories are overwritten.</param>
    /// <exception cref="CheckpointException">There is no checkpoint, or it is damaged or does not fit.</exception>
    internal TrainingPosition ReadCheckpoint(Seq2SeqModel model, Optimizer optimizer)
    {
        using SafetensorsFile file = SafetensorsFile.Open(File(StateName));
        StoredParameters.Read(file, model, ModelPrefix, StoredMemories.Names(optimizer), WeightForm.Floats);
        StoredMemories.Read(file, optimizer);
        return TrainingPosition.FromMetadata(file.Path, file.Metadata);
    }

    /// <summary>Reads a checkpoint through, a piece at a time, and throws if training could not go on from it.</summary>
    /// <param name="model">A model of the folder's options; it stays as it is.</param>
    /// <exception cref="CheckpointException">There is none, or it is damaged, does not fit the model, or holds a number that is not finite.</exception>
    internal void VerifyCheckpoint(Seq2SeqModel model)
    {
        using SafetensorsFile file = SafetensorsFile.Open(File(StateName));
        StoredParameters.Verify(file, model, ModelPrefix);
        TrainingPosition.FromMetadata(file.Path, file.Metadata);
    }

    /// <summary>Reads how far training had come at the checkpoint.</summary>
    /// <exception cref="CheckpointException">There is no checkpoint, or it is damaged.</exception>
    internal TrainingPosition ReadPosition()
    {
        using SafetensorsFile file = SafetensorsFile.Open(File(StateName));
        return TrainingPosition.FromMetadata(file.Path, file.Metadata);
    }

    private static IEnumerable<StoredTensor> State(Seq2SeqModel model, Optimizer optimizer) =>
        Weights(model, parameter => parameter.Value, ModelPrefix).Concat(StoredMemories.Of(optimizer));
}
