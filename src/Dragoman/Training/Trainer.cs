using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>Trains a translator into a folder: vocabularies, updates, validation, checkpoints, early stopping, exact resume.</summary>
public sealed class Trainer
{
    private readonly TranslatorOptions _options;
    private readonly ICorpus _training;
    private readonly ICorpus? _validation;
    private readonly bool _isValidationShare;
    private readonly ModelFolder _folder;
    private readonly ITrainingObserver? _observer;
    private readonly AttentionFactory? _customAttention;

    /// <summary>Prepares training.</summary>
    /// <param name="options">All options.</param>
    /// <param name="training">The pairs to learn from; with links, as from an <c>AlignedCorpus</c>, if attention is to be guided.</param>
    /// <param name="validation">Pairs to validate on; null holds out a share of the training pairs, as the options say.</param>
    /// <param name="folder">Where the model goes.</param>
    /// <param name="observer">Is told how it goes, or null.</param>
    /// <param name="customAttention">Makes the score of a model whose attention is custom; null for built-in scores.</param>
    /// <exception cref="ConfigurationException">The options are not valid, or the score of one's own would not be used.</exception>
    public Trainer(
        TranslatorOptions options,
        ICorpus training,
        ICorpus? validation,
        string folder,
        ITrainingObserver? observer = null,
        AttentionFactory? customAttention = null)
    {
        ConfigurationException.ThrowIfAny(options.Validate());
        if (customAttention is not null && options.Model.Attention.Score != AttentionScore.Custom)
        {
            throw new ConfigurationException(
                "A score of one's own is given, but model.attention.score is another. Set it to custom, or leave out the factory.");
        }

        (_options, _folder, _observer, _customAttention) = (options, new ModelFolder(folder), observer, customAttention);
        if (validation is null && options.Data.ValidationShare > 0)
        {
            CorpusSplit split = new(options.Data.ValidationShare, testShare: 0, options.Training.Seed, new TextNormalizer(options.Data.Source));
            _isValidationShare = true;
            (_training, _validation) = (split.Select(training, CorpusPart.Train), split.Select(training, CorpusPart.Validation));
        }
        else
        {
            (_training, _validation) = (training, validation);
        }
    }

    /// <summary>File of word vectors from which the encoder's embeddings start; null for none. Not read again when training is resumed.</summary>
    public string? SourceEmbeddings { get; init; }

    /// <summary>The same for the decoder's.</summary>
    public string? TargetEmbeddings { get; init; }

    /// <summary>Whether a model that the folder holds is replaced; otherwise it can only be continued, which takes its training state. Default: false.</summary>
    public bool Overwrites { get; init; }

    /// <summary>Trains until done, out of patience, or stopped. The folder holds a model, of first random weights, before the first update.</summary>
    /// <param name="resume">Whether to continue from the folder's checkpoint, if there is one.</param>
    /// <param name="stoppingToken">
    /// Stops training after the current update, with a checkpoint from which it can go on: no exception, but a summary whose reason is
    /// <see cref="TrainingEnd.Stopped"/>.
    /// </param>
    /// <exception cref="ConfigurationException">
    /// Attention is to be guided, but the pairs have no alignments; a linear schedule cannot tell how long training takes; a vocabulary would
    /// hold no word; or the pairs are not those that training began with.
    /// </exception>
    /// <exception cref="IOException">The folder holds a model that would be lost, or another process is training there.</exception>
    /// <exception cref="CorpusFormatException">A corpus is missing or damaged, or has no pair that can be used.</exception>
    /// <exception cref="CheckpointException">The checkpoint to continue from is damaged, or does not fit the options or the pairs.</exception>
    /// <exception cref="VocabularyException">A vocabulary of the model to continue is missing or damaged.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight is no longer finite; the last checkpoint is intact.</exception>
    public TrainingSummary Run(bool resume = false, CancellationToken stoppingToken = default)
    {
        if (_options.Training.GuidedAlignment > 0f && _training.Read().Take(1).Any(pair => pair.Links is null))
        {
            throw new ConfigurationException(
                $"training.guidedAlignment is on, but the pairs of {_training.Name} have no alignments. Give them with the pairs: --alignments FILE of dragoman train, or an AlignedCorpus.");
        }

        _folder.Recover();
        ThrowIfTaken(resume);
        bool continues = resume && _folder.HasTrainingState;
        TranslatorOptions options = WithThreads(continues ? _folder.ReadOptions().Training.ThreadCount : _options.Training.ThreadCount);
        TrainingCorpus? fresh = continues ? null : TrainingCorpus.Read(_training, _options.Data);
        (Vocabulary source, Vocabulary target) = fresh is null ? _folder.ReadVocabularies() : (fresh.Source, fresh.Target);
        PairEncoder encoder = new(
            new SentenceEncoder(_options.Data.Source, source), new SentenceEncoder(_options.Data.Target, target), _options.Data.Encoding);
        ValidationPairs? held = ReadValidation(encoder, source, target);
        Seq2SeqModel model = new(_options.Model, source.Count, target.Count, _customAttention);
        if (continues)
        {
            _folder.ThrowUnlessResumable(_options, source, target, model);
        }

        using TrainingStep step = new(model, options.Training.Optimizer, options.Training.Threads);
        using IDisposable own = _folder.Lock();
        ThrowIfTaken(resume);
        if (continues != (resume && _folder.HasTrainingState))
        {
            throw new CheckpointException(_folder.Path, "another process has trained in this folder meanwhile.", "Start again.");
        }

        TrainingPosition position = continues ? _folder.ReadCheckpoint(model, step.Optimizer) : TrainingPosition.Start with { Counts = fresh?.Counts };
        using BatchSequence batches = OpenBatches(encoder, position.Data);
        ThrowIfEndless(batches);
        string corpus = batches.Resident is { } pairs ? CorpusFingerprint.Of(pairs) : fresh?.Fingerprint ?? CorpusFingerprint.Of(_training);
        CorpusFingerprint.ThrowIfOther(position.Corpus, corpus);
        string validation = held?.Fingerprint ?? "";
        bool comparesAnew = position.Validation is { } before && before != validation;
        position = position with { Corpus = corpus, Validation = validation };
        if (continues)
        {
            position = comparesAnew ? position with { BestLoss = double.PositiveInfinity, BadValidations = 0 } : position;
            _folder.WriteOptions(options); // They may have been changed, such as to train for longer.
        }
        else
        {
            ModelInitializer.Initialize(model, _options.Training.Seed);
            ReadEmbeddings(SourceEmbeddings, source, model.Encoder.Embedding);
            ReadEmbeddings(TargetEmbeddings, target, model.Decoder.Embedding);
            _folder.Create(options, source, target, model, step.Optimizer, position);
        }

        using LineLog metrics = LineLog.Open(_folder.MetricsPath, position.MetricsLength);
        TrainingRun run = new(options.Training, model, step, batches, held?.Pairs, _folder, metrics, _observer);
        _observer?.OnStart(new TrainingStart(
            batches.PairCount ?? position.Counts?.Pairs, held?.Pairs.Count ?? 0, source.Count, target.Count, model.Parameters.Count,
            options.Training.Threads, position.Update)
        {
            Training = position.Counts,
            Validation = held?.Counts,
            ValidationChanged = comparesAnew,
            Notes = [.. Notes(position.Counts, "training"), .. Notes(held?.Counts, "validation"), .. CorpusNotes.OfLog(_folder.MetricsPath, metrics.Length, position.MetricsLength)],
        });
        return run.Execute(position, stoppingToken);
    }

    private IEnumerable<string> Notes(CorpusCounts? counts, string part) => counts is null ? [] : CorpusNotes.Of(counts, part, _options.Data);

    /// <summary>The pairs to validate on; null for none. A corpus that was given must hold some, a share may hold none.</summary>
    private ValidationPairs? ReadValidation(PairEncoder encoder, Vocabulary source, Vocabulary target)
    {
        if (_validation is null)
        {
            return null;
        }

        ValidationPairs pairs = ValidationPairs.Read(_validation, encoder, source, target, _options.Data);
        if (!_isValidationShare)
        {
            CorpusNotes.ThrowIfUnusable(_validation, pairs.Counts, _options.Data.Encoding);
        }

        return pairs.Pairs.Count > 0 ? pairs : null;
    }

    private BatchSequence OpenBatches(PairEncoder encoder, DataPosition start)
    {
        try
        {
            return BatchSequence.Open(_training, encoder, _options.Data.Batching with { ShuffleSeed = _options.Training.Seed }, start);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new CheckpointException(
                _folder.Path,
                FormattableString.Invariant($"the checkpoint stands before batch {start.Batch} of epoch {start.Epoch}, and {_training.Name} has no such batch."),
                "Go on with the corpus and options of the first run, or train anew without --resume.",
                e);
        }
    }

    /// <summary>The options with a number of threads, which belongs to what makes a run repeatable to the bit.</summary>
    private TranslatorOptions WithThreads(int ifNotSaid) => _options.Training.Threads > 0
        ? _options
        : _options with { Training = _options.Training with { Threads = ifNotSaid } };

    /// <summary>Keeps a model from being lost: it is continued, or replaced on request.</summary>
    private void ThrowIfTaken(bool resume)
    {
        if (Overwrites || !_folder.HoldsModelFiles)
        {
            return;
        }

        if (!resume)
        {
            throw new CheckpointException(
                _folder.Path, "the folder holds a model already, which would be lost.", "Go on with its training, or name another folder.");
        }

        if (!_folder.HasTrainingState)
        {
            throw new CheckpointException(
                _folder.Path,
                "the folder holds a model without training state (training/state.safetensors), so its training cannot go on, and training anew would overwrite it.",
                "Restore the state, or name another folder.");
        }
    }

    /// <summary>A linear schedule must know the number of batches in an epoch, which a streamed corpus tells at the end of the first.</summary>
    private void ThrowIfEndless(BatchSequence batches)
    {
        if (batches.Resident is null && _options.Training is { Schedule: LearningRateSchedule.Linear, MaximumUpdates: 0 })
        {
            throw new ConfigurationException(
                $"training.schedule is linear, but how long training takes is not known beforehand: {_training.Name} has more than " +
                $"{_options.Data.Batching.PoolPairs} pairs and is read in parts. Set training.maximumUpdates, or a larger data.batching.poolPairs.");
        }
    }

    private void ReadEmbeddings(string? file, Vocabulary vocabulary, Embedding embedding)
    {
        if (file is not null)
        {
            EmbeddingCoverage coverage = PretrainedEmbeddings.Load(file, vocabulary, embedding.Table);
            _observer?.OnEmbeddings(coverage);
        }
    }
}
