using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Text;

namespace Dragoman.Storage;

/// <summary>A trained translator on disk: options, weights and vocabularies, and what is needed to go on training.</summary>
/// <remarks>
/// <c>config.json</c>, <c>model.safetensors</c>, <c>source.vocab</c>, <c>target.vocab</c>, <c>metrics.jsonl</c>, and
/// <c>training/state.safetensors</c> with the current weights, the optimizer's memories and the position in the data. Every change of several
/// files is one atomic commit.
/// </remarks>
public sealed partial class ModelFolder
{
    /// <summary>Version of the format that this program writes.</summary>
    public const int FormatVersion = 2;

    /// <summary>Name of the options' file.</summary>
    public const string ConfigName = "config.json";

    /// <summary>Name of the weights' file.</summary>
    public const string WeightsName = "model.safetensors";

    private const string ShortlistName = "shortlist.safetensors";
    private const string NeighboursName = "neighbours.safetensors";

    /// <summary>Names a folder; nothing is read or written yet.</summary>
    /// <param name="path">Path of the folder.</param>
    public ModelFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>Path of the folder.</summary>
    public string Path { get; }

    /// <summary>Paths of all files that a model folder may hold, whether they are there or not.</summary>
    public IEnumerable<string> Files => ModelFiles.Concat([File(StateName), File(LockName), MetricsPath, SamplesPath, NeighboursPath]);

    /// <summary>Those of them that a model is read from; the others belong to its training.</summary>
    internal IEnumerable<string> ModelFiles =>
        new[] { ConfigName, WeightsName, ShortlistName }.Concat(StoredText.Vocabularies).Concat(StoredText.Learned).Select(File);

    /// <summary>Path of the metrics' file.</summary>
    public string MetricsPath => File("metrics.jsonl");

    /// <summary>Path of the file of sentences that were translated at each validation, if somebody looked on.</summary>
    public string SamplesPath => File("samples.jsonl");

    /// <summary>Path of the folder of TensorBoard's event files, if a training was asked for them.</summary>
    public string TensorBoardPath => File("tensorboard");

    /// <summary>Path of the index of states that <c>dragoman index</c> makes, where nothing else is said; it belongs to the weights that it was made with.</summary>
    public string NeighboursPath => File(NeighboursName);

    /// <summary>Path of the lexical table that <c>dragoman shortlist</c> makes; it belongs to the vocabularies that it was made with.</summary>
    public string ShortlistPath => File(ShortlistName);

    /// <summary>Whether the folder holds a model.</summary>
    public bool Exists => System.IO.File.Exists(File(ConfigName));

    /// <summary>Whether the folder holds a model or a part of one, which a new training would overwrite.</summary>
    internal bool HoldsModelFiles =>
        new[] { ConfigName, WeightsName, StateName }.Concat(StoredText.Vocabularies).Any(name => System.IO.File.Exists(File(name)));

    /// <summary>Finishes what a crash has cut off, unless another process is writing the folder. Reading the options does it, too.</summary>
    /// <exception cref="IOException">What there is to finish cannot be finished.</exception>
    internal void Recover() => AtomicFolder.Recover(Path);

    /// <summary>Reads the options.</summary>
    /// <exception cref="CheckpointException">
    /// The folder or its config.json is missing, damaged, of a newer format, or not that of the weights.
    /// </exception>
    public TranslatorOptions ReadOptions()
    {
        string path = File(ConfigName);
        if (!Directory.Exists(Path))
        {
            throw FolderAccess.Fault(Path) is { } fault
                ? new CheckpointException(Path, $"{fault}.", "Name the folder of a model.")
                : new CheckpointException(Path, "the folder does not exist.", "Train a model there, or check the path.");
        }

        Recover();
        TranslatorOptions options = ConfigurationFile.Read(path);
        TrainedWith.ThrowIfOther(path, WeightNotes(), options);
        return options;
    }

    /// <summary>Reads the vocabularies.</summary>
    /// <exception cref="VocabularyException">A file is missing, damaged, or not that of the weights.</exception>
    /// <exception cref="CheckpointException">The weights' file is damaged.</exception>
    public (Vocabulary Source, Vocabulary Target) ReadVocabularies() =>
        StoredText.ReadVocabularies(Path, WeightNotes());

    /// <summary>Reads what turns sentences into ids: the vocabularies, and what tokenizers have learnt.</summary>
    /// <param name="options">The folder's options.</param>
    /// <param name="customTokenizer">Reads a tokenizer of the user's own; null for built-in tokenizers.</param>
    /// <exception cref="VocabularyException">A file is missing, damaged, or not that of the weights.</exception>
    /// <exception cref="ConfigurationException">A tokenizer is custom, and its factory is not given.</exception>
    internal (TextModel Source, TextModel Target) ReadText(TranslatorOptions options, ITokenizerFactory? customTokenizer = null) =>
        StoredText.Read(Path, options.Data, WeightNotes(), customTokenizer);

    /// <summary>Makes the model that the options and vocabularies describe. No memory is taken for its parameters before they are read.</summary>
    /// <param name="options">The folder's options.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    /// <param name="customAttention">Makes the score of a model whose attention is custom; null for built-in scores.</param>
    /// <exception cref="CheckpointException">Options and vocabularies do not fit each other.</exception>
    /// <exception cref="ConfigurationException">The model's attention is custom, and its factory is not given.</exception>
    internal Seq2SeqModel CreateModel(TranslatorOptions options, Vocabulary source, Vocabulary target, AttentionFactory? customAttention)
    {
        try
        {
            return new Seq2SeqModel(options.Model, source.Count, target.Count, customAttention);
        }
        catch (ConfigurationException e) when (options.Model.Attention.Score != AttentionScore.Custom)
        {
            throw new CheckpointException(File(ConfigName), $"it does not fit the vocabularies: {e.Message}", "Restore the files that training wrote.", e);
        }
    }

    /// <summary>Reads the best weights into a model.</summary>
    /// <param name="model">A model of the folder's options and vocabularies.</param>
    /// <exception cref="CheckpointException">
    /// The file is missing or damaged, its tensors do not fit the model, or a number is not finite.
    /// </exception>
    /// <exception cref="VocabularyException">A vocabulary has lost or gained lines.</exception>
    public void ReadWeights(Seq2SeqModel model) => ReadWeights(model, WeightForm.Floats);

    /// <summary>Reads the best weights into a model, in a form.</summary>
    /// <inheritdoc cref="ReadWeights(Seq2SeqModel)"/>
    internal void ReadWeights(Seq2SeqModel model, WeightForm form)
    {
        ArgumentNullException.ThrowIfNull(model);
        using SafetensorsFile file = SafetensorsFile.Open(File(WeightsName));
        StoredText.ThrowIfOtherSize(
            Path,
            file,
            (model.Encoder.Embedding.Table.Name, model.Decoder.Embedding.Table.Name),
            (model.SourceVocabularySize, model.TargetVocabularySize));
        StoredParameters.Read(file, model, prefix: "", others: [], form);
    }

    /// <summary>Writes a new model without training state, in place of one that may be there: options, vocabularies and weights.</summary>
    /// <param name="options">All options.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The model has other vocabularies.</exception>
    /// <exception cref="CheckpointException">The folder holds the state of a training, which is another model's.</exception>
    public void Create(TranslatorOptions options, TextModel source, TextModel target, Seq2SeqModel model)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(model);
        if ((model.SourceVocabularySize, model.TargetVocabularySize) != (source.Vocabulary.Count, target.Vocabulary.Count))
        {
            throw new ArgumentException(
                $"The model knows {model.SourceVocabularySize} source and {model.TargetVocabularySize} target tokens, but the vocabularies have {source.Vocabulary.Count} and {target.Vocabulary.Count}.",
                nameof(model));
        }

        if (HasTrainingState)
        {
            throw new CheckpointException(Path, "the folder holds a training, which could not go on with the new model.", "Name another folder, or delete this one.");
        }

        using AtomicFolder update = AtomicFolder.Begin(Path);
        WriteModel(update, options, source, target, Weights(model, parameter => parameter.Value));
        update.Commit();
    }

    /// <summary>Writes a new model with its weights and embeddings in 8 bits, a quarter as large; it can translate, and not be trained.</summary>
    /// <param name="options">All options.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    /// <param name="model">The model, in 32 bits.</param>
    internal void CreateInEightBits(TranslatorOptions options, TextModel source, TextModel target, Seq2SeqModel model)
    {
        using AtomicFolder update = AtomicFolder.Begin(Path);
        if (Exists)
        {
            throw new CheckpointException(Path, "another process has put a model into the folder meanwhile, which would be lost.", "Name another folder.");
        }

        WriteModel(update, options, source, target, StoredParameters.InEightBits(model));
        update.Commit();
    }

    /// <summary>Writes a new model and its first checkpoint, so that a model whose training was cut off always has a state to go on from.</summary>
    /// <param name="options">All options.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    /// <param name="model">The model with its first weights.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="position">Where training begins.</param>
    internal void Create(
        TranslatorOptions options, TextModel source, TextModel target, Seq2SeqModel model, Optimizer optimizer, TrainingPosition position)
    {
        using AtomicFolder update = AtomicFolder.Begin(Path);
        WriteModel(update, options, source, target, Weights(model, parameter => parameter.Value));
        update.Write(StateName, stream => SafetensorsFile.Write(stream, State(model, optimizer), position.ToMetadata()));
        update.Commit();
    }

    /// <summary>Replaces the options, such as when training is to go on for longer than planned.</summary>
    /// <param name="options">All options.</param>
    internal void WriteOptions(TranslatorOptions options) => AtomicFile.Write(File(ConfigName), stream => ConfigurationFile.Write(stream, options));

    /// <summary>Throws unless a new training with these options can start with the weights.</summary>
    /// <param name="options">All options.</param>
    /// <exception cref="ConfigurationException">An option that gives the weights their meaning is another.</exception>
    /// <exception cref="CheckpointException">The weights are missing, or held in 8 bits.</exception>
    internal void ThrowUnlessStartable(TranslatorOptions options)
    {
        TrainedWith.ThrowIfOtherwise(
            Path, WeightNotes(), options, "Model and text stay as they are when training starts from a model; leave the option, or train anew.");
        TrainedWith.ThrowIfMadeOtherwise(Path, ConfigurationFile.Read(File(ConfigName)), options);
        using SafetensorsFile file = SafetensorsFile.Open(File(WeightsName), Verification.None);
        if (StoredParameters.AreInEightBits(file))
        {
            throw new CheckpointException(Path, "its weights are held in 8 bits, and training needs 32.", "Start from the model that it was made of.");
        }
    }

    private static void WriteModel(AtomicFolder update, TranslatorOptions options, TextModel source, TextModel target, IEnumerable<StoredTensor> weights)
    {
        update.Write(ConfigName, stream => ConfigurationFile.Write(stream, options));
        (string Name, Action<Stream> Write)[] text = [.. StoredText.Files(source, target)];
        foreach ((string name, Action<Stream> write) in text)
        {
            update.Write(name, write);
        }

        // What another model had learnt or was given, which would be taken for this one's.
        foreach (string name in StoredText.Learned.Append(ShortlistName).Append(NeighboursName).Except(text.Select(file => file.Name)))
        {
            update.Remove(name);
        }

        update.Write(WeightsName, stream => SafetensorsFile.Write(stream, weights, TrainedWith.Notes(options, source, target)));
    }

    private IReadOnlyDictionary<string, string> WeightNotes() => TrainedWith.NotesOf(File(WeightsName));

    private static IEnumerable<StoredTensor> Weights(Seq2SeqModel model, Func<Parameter, Matrix> numbers, string prefix = "") =>
        model.Parameters.All.Select(parameter => StoredParameters.Whole(parameter, numbers(parameter), prefix));

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
