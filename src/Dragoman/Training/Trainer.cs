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
/// <example><code>
/// TrainingRequest request = new() { Training = new TsvCorpus("pairs.tsv"), Folder = "models/en-fr" };
/// TrainingSummary summary = new Trainer(request).Run();
/// </code></example>
public sealed class Trainer
{
    private readonly TrainingRequest _request;
    private readonly TranslatorOptions _options;
    private readonly ICorpus _training;
    private readonly ICorpus? _validation;
    private readonly ModelFolder _folder;
    private readonly ModelFolder? _start;

    /// <summary>Prepares training.</summary>
    /// <param name="request">What is trained, on what, and where the model goes.</param>
    /// <exception cref="ConfigurationException">The options are not valid, or the score of one's own would not be used.</exception>
    public Trainer(TrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TranslatorOptions options = request.Options;
        ConfigurationException.ThrowIfAny(options.Validate());
        if (request.CustomAttention is not null && options.Model.Attention.Score != AttentionScore.Custom)
        {
            throw new ConfigurationException(
                "A score of one's own is given, but model.attention.score is another. Set it to custom, or leave out the factory.");
        }

        (_request, _options, _folder) = (request, options, new ModelFolder(request.Folder));
        (_training, _validation) = (request.Training, request.Validation);
        _start = request.From is null ? null : new ModelFolder(request.From);
        if (_validation is null && options.Data.ValidationShare > 0)
        {
            CorpusSplit split = new(options.Data.ValidationShare, testShare: 0, options.Training.Seed, new TextNormalizer(options.Data.Source));
            (_training, _validation) = (split.Select(request.Training, CorpusPart.Train), split.Select(request.Training, CorpusPart.Validation));
        }
    }

    /// <summary>Trains until done, out of patience, or stopped. The folder holds a model, of first random weights, before the first update.</summary>
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
    public TrainingSummary Run(CancellationToken stoppingToken = default)
    {
        ThrowIfUnguided();
        _folder.Recover();
        ThrowIfTaken();
        bool continues = Continues();
        TranslatorOptions options = WithThreads(continues ? _folder.ReadOptions().Training.ThreadCount : _options.Training.ThreadCount);
        TrainingCorpus? fresh = continues ? null : ReadCorpus();
        (TextModel source, TextModel target) = fresh is null ? _folder.ReadText(_options, _request.CustomTokenizer) : (fresh.Source, fresh.Target);
        PairEncoder encoder = new(source, target, _options.Data.Encoding);
        ValidationPairs? held = ReadValidation(encoder, source, target);
        Seq2SeqModel model = new(_options.Model, source.Vocabulary.Count, target.Vocabulary.Count, _request.CustomAttention);
        if (continues)
        {
            _folder.ThrowUnlessResumable(_options, source, target, model);
        }

        using TrainingStep step = new(model, options.Training.Optimizer, options.Training.Threads, options.Training.Accumulation);
        using IDisposable own = _folder.Lock();
        ThrowIfTaken();
        ThrowIfChanged(continues);
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
            position = comparesAnew ? position with { BestLoss = double.PositiveInfinity, BestScore = null, BadValidations = 0 } : position;
            _folder.WriteOptions(options); // They may have been changed, such as to train for longer.
        }
        else
        {
            Initialize(model);
            ReadEmbeddings(_request.SourceEmbeddings, source.Vocabulary, model.Encoder.Embedding);
            ReadEmbeddings(_request.TargetEmbeddings, target.Vocabulary, model.Decoder.Embedding);
            _folder.Create(options, source, target, model, step.Optimizer, position);
        }

        using MetricsLog metrics = MetricsLog.Open(_folder.MetricsPath, position.MetricsLength);
        EncodedPairs heldPairs = held?.Pairs ?? new EncodedPairs([]);
        TrainingRun run = new(
            options.Training,
            step,
            batches,
            new Validator(model, heldPairs),
            TranslationValidator.Create(model, heldPairs, target, options.Training.BestBy),
            _folder,
            metrics,
            _request.Observer);
        TrainingStart start = Describe(model, batches, held, position, options.Training.Threads);
        _request.Observer?.OnStart(start with
        {
            ValidationChanged = comparesAnew,
            Notes = [.. start.Notes, .. CorpusNotes.OfLog(_folder.MetricsPath, metrics.Length, position.MetricsLength)],
        });
        return run.Execute(position, stoppingToken);
    }

    private TrainingCorpus ReadCorpus()
    {
        if (_start is null)
        {
            return TrainingCorpus.Read(_training, _options.Data, _request.CustomTokenizer);
        }

        _start.ThrowUnlessStartable(_options);
        (TextModel source, TextModel target) = _start.ReadText(_options, _request.CustomTokenizer);
        return TrainingCorpus.Read(_training, _options.Data.Encoding, source, target);
    }

    private void Initialize(Seq2SeqModel model)
    {
        if (_start is null)
        {
            ModelInitializer.Initialize(model, _options.Training.Seed);
        }
        else
        {
            _start.ReadWeights(model);
        }
    }

    /// <summary>What the observer is told first.</summary>
    private TrainingStart Describe(Seq2SeqModel model, BatchSequence batches, ValidationPairs? held, TrainingPosition position, int threads) => new(
        batches.PairCount ?? position.Counts?.Pairs,
        held?.Pairs.Count ?? 0,
        model.SourceVocabularySize,
        model.TargetVocabularySize,
        model.Parameters.Count,
        threads,
        position.Update)
    {
        BestBy = _options.Training.BestBy,
        Training = position.Counts,
        Validation = held?.Counts,
        Notes = [.. Notes(position.Counts, "training"), .. Notes(held?.Counts, "validation")],
    };

    private IEnumerable<string> Notes(CorpusCounts? counts, string part) => counts is null ? [] : CorpusNotes.Of(counts, part, _options.Data);

    /// <summary>The pairs to validate on; null for none. A corpus that was given must hold some, a share may hold none.</summary>
    private ValidationPairs? ReadValidation(PairEncoder encoder, TextModel source, TextModel target)
    {
        if (_validation is null)
        {
            return null;
        }

        ValidationPairs pairs = ValidationPairs.Read(_validation, encoder, source, target, _options.Data.Encoding);
        if (_request.Validation is not null)
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

    /// <summary>Whether there is a checkpoint to go on from, and it is wanted.</summary>
    private bool Continues() => _request.Resume && _folder.HasTrainingState;

    private void ThrowIfUnguided()
    {
        if (_options.Training.GuidedAlignment > 0f && _training.Read().Take(1).Any(pair => pair.Links is null))
        {
            throw new ConfigurationException(
                $"training.guidedAlignment is on, but the pairs of {_training.Name} have no alignments. Give them with the pairs: --alignments FILE of dragoman train, or an AlignedCorpus.");
        }
    }

    /// <summary>The folder may have been another's until it was locked.</summary>
    private void ThrowIfChanged(bool continues)
    {
        if (continues != Continues())
        {
            throw new CheckpointException(_folder.Path, "another process has trained in this folder meanwhile.", "Start again.");
        }
    }

    /// <summary>Keeps a model from being lost: it is continued, or replaced on request.</summary>
    private void ThrowIfTaken()
    {
        if (_request.Overwrites || !_folder.HoldsModelFiles)
        {
            return;
        }

        if (!_request.Resume)
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

    /// <summary>A schedule that ends at zero must know the number of batches in an epoch, which a streamed corpus tells at the end of the first.</summary>
    private void ThrowIfEndless(BatchSequence batches)
    {
        if (batches.BatchesPerEpoch is null && _options.Training is { Schedule: LearningRateSchedule.Linear or LearningRateSchedule.Cosine, MaximumUpdates: 0 })
        {
            throw new ConfigurationException(
                $"training.schedule is {_options.Training.Schedule.ToString().ToLowerInvariant()}, but how long training takes is not known beforehand: {_training.Name} has more than " +
                $"{_options.Data.Batching.PoolPairs} pairs and is read in parts. Set training.maximumUpdates, or a larger data.batching.poolPairs.");
        }
    }

    private void ReadEmbeddings(string? file, Vocabulary vocabulary, Embedding embedding)
    {
        if (file is not null)
        {
            EmbeddingCoverage coverage = PretrainedEmbeddings.Load(file, vocabulary, embedding.Table);
            _request.Observer?.OnEmbeddings(coverage);
        }
    }
}
