using Dragoman.Configuration;
using Dragoman.Constraints;
using Dragoman.Data;
using Dragoman.Distributed;
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
    private readonly FolderClaim _claim;
    private readonly RankGroup _ranks;

    /// <summary>Prepares training.</summary>
    /// <param name="request">What is trained, on what, and where the model goes.</param>
    /// <exception cref="ConfigurationException">The options are not valid, or a score, a tokenizer or word vectors would not be used.</exception>
    public Trainer(TrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Options, nameof(request));
        ArgumentNullException.ThrowIfNull(request.Exchange, nameof(request));
        ArgumentNullException.ThrowIfNull(request.Training, nameof(request));
        TranslatorOptions options = request.Options;
        ConfigurationException.ThrowIfAny([.. options.Validate(), .. request.Exchange.Validate(), .. request.Contradictions()]);
        (_request, _options, _folder) = (request, options, new ModelFolder(request.Folder));
        (_training, _validation) = (request.Training, request.Validation);
        (_claim, _ranks) = (new FolderClaim(_folder, request), new RankGroup(request.Communicator));
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
    /// <see cref="TrainingEnd.Stopped"/>. While the pairs are still read it stops at once: a new training has nothing to go on from then, and one that is continued stands where it stood.
    /// </param>
    /// <exception cref="ConfigurationException">
    /// Attention is to be guided, but the pairs have no alignments; translations are to be trees, but the pairs hold none; a linear schedule cannot tell how long training takes; a vocabulary would
    /// hold no word; or the pairs are not those that training began with.
    /// </exception>
    /// <exception cref="IOException">The folder holds a model that would be lost, or another process is training there.</exception>
    /// <exception cref="CorpusFormatException">A corpus is missing or damaged, or has no pair that can be used.</exception>
    /// <exception cref="CheckpointException">The checkpoint to continue from is damaged, or does not fit the options or the pairs.</exception>
    /// <exception cref="VocabularyException">A vocabulary of the model to continue is missing or damaged.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight is no longer finite; the last checkpoint is intact.</exception>
    /// <exception cref="RankFailedException">Another process of this training has failed, which says itself why.</exception>
    public TrainingSummary Run(CancellationToken stoppingToken = default)
    {
        try
        {
            return Train(stoppingToken);
        }
        catch (ReadingStoppedException)
        {
            TrainingPosition position = _claim.Continues ? _folder.ReadPosition() : TrainingPosition.Start;
            return TrainingSummary.At(position, TrainingEnd.Stopped, _options.Training.BestBy);
        }
    }

    private TrainingSummary Train(CancellationToken stoppingToken)
    {
        // What is read before the first update.
        ICorpus training = _ranks.HasOthers ? _training : new StoppableCorpus(_training, stoppingToken);
        ICorpus? validation = _ranks.HasOthers || _validation is null ? _validation : new StoppableCorpus(_validation, stoppingToken);
        RankAgreement.CheckProgram(_ranks, _request.Exchange);
        _ranks.Together(RecoverIfFirst);
        TrainingMaterial material = _ranks.Together(() => ReadMaterial(training, validation));
        (TranslatorOptions options, Seq2SeqModel model, ValidationPairs? held) = (material.Options, material.Model, material.Held);
        options = options with { Training = options.Training with { Threads = RankAgreement.Threads(_ranks, options.Training) } };
        using TrainingStep step = new(
            model, options.Training.Optimizer, options.Training.Threads, options.Training.Accumulation, _ranks, _request.Exchange);
        using IDisposable? own = _ranks.Together(() => _ranks.IsFirst ? _claim.Take(material.Continues) : null);
        TrainingPosition position = _ranks.Together(
            () => material.Continues ? _folder.ReadCheckpoint(model, step.Optimizer) : TrainingPosition.Start with { Counts = material.Fresh?.Counts });
        using BatchSequence batches = _ranks.Together(() => OpenBatches(material.Encoder, position.Data, stoppingToken));
        string corpus = _ranks.Together(() => FingerprintOf(training, batches, material, position));
        string heldOut = held?.Fingerprint ?? "";
        RankAgreement.CheckInputs(_ranks, options, material.Source.Vocabulary, material.Target.Vocabulary, corpus, heldOut);
        bool comparesAnew = position.Validation is { } before && before != heldOut;
        int ranksBefore = position.Ranks;
        position = position with { Corpus = corpus, Validation = heldOut, Ranks = _ranks.Count };
        if (comparesAnew)
        {
            position = position with { BestLoss = double.PositiveInfinity, BestScore = null, BadValidations = 0 };
        }

        TrainingStart start = _ranks.Together(() => Describe(training, material with { Options = options }, batches, position));
        _ranks.Together(() => Begin(material with { Options = options }, step.Optimizer, position));
        RankAgreement.CheckWeights(_ranks, model.Parameters);
        using var recorder = TrainingRecorder.Open(_ranks, _folder, TrainedWith.Notes(options, material.Source, material.Target), position);
        EncodedPairs heldPairs = held?.Pairs ?? new EncodedPairs([]);
        TrainingRun run = new(
            options.Training,
            step,
            batches,
            new Validator(model, heldPairs, _ranks),
            TranslationValidator.Create(model, held, material.Source, material.Target, options, _ranks),
            _ranks,
            recorder,
            _request.Observer);
        _request.Observer?.OnStart(start with
        {
            ValidationChanged = comparesAnew,
            Notes = [.. start.Notes, .. recorder.Notes, .. material.Continues ? RankAgreement.Notes(ranksBefore, _ranks.Count) : []],
        });
        return run.Execute(position, stoppingToken);
    }

    private void RecoverIfFirst()
    {
        if (_ranks.IsFirst)
        {
            _folder.Recover();
        }
    }

    /// <summary>Reads all that the model depends on, which each rank does for itself.</summary>
    private TrainingMaterial ReadMaterial(ICorpus training, ICorpus? validation)
    {
        ThrowIfUnguided();
        _claim.ThrowIfTaken();
        bool continues = _claim.Continues;
        TranslatorOptions? before = continues ? _folder.ReadOptions() : null;
        TranslatorOptions options = before is not null && _options.Training.Threads == 0
            ? _options with { Training = _options.Training with { Threads = before.Training.Threads } }
            : _options; // The number of threads belongs to what makes a run repeatable to the bit.
        TrainingCorpus? fresh = continues ? null : ReadCorpus(training);
        (TextModel source, TextModel target) = fresh is null ? _folder.ReadText(_options, _request.CustomTokenizer) : (fresh.Source, fresh.Target);
        _ = new TargetConstraints(source, target).Of(_options.Decoding.Constraint); // Better now than when it is to translate.
        PairEncoder encoder = new(source, target, _options.Data.Encoding);
        ValidationPairs? held = ReadValidation(validation, encoder, source, target);
        Seq2SeqModel model = new(_options.Model, source.Vocabulary.Count, target.Vocabulary.Count, _request.CustomAttention);
        if (continues)
        {
            _folder.ThrowUnlessResumable(_options, model);
        }

        return new TrainingMaterial(continues, options, source, target, encoder, fresh, held, model);
    }

    private string FingerprintOf(ICorpus training, BatchSequence batches, TrainingMaterial material, TrainingPosition position)
    {
        ThrowIfEndless(batches);
        string corpus = batches.Resident is { } pairs ? CorpusFingerprint.Of(pairs) : material.Fresh?.Fingerprint ?? CorpusFingerprint.Of(training);
        CorpusFingerprint.ThrowIfOther(position.Corpus, corpus);
        return corpus;
    }

    /// <summary>Gives a new model its first weights, and the folder what it is to hold from now on.</summary>
    private void Begin(TrainingMaterial material, Optimizer optimizer, TrainingPosition position)
    {
        if (!material.Continues)
        {
            Initialize(material.Model);
            ReadEmbeddings(_request.SourceEmbeddings, material.Source.Vocabulary, material.Model.Encoder.Embedding);
            ReadEmbeddings(_request.TargetEmbeddings, material.Target.Vocabulary, material.Model.Decoder.Embedding);
        }

        if (_ranks.IsFirst && material.Continues)
        {
            _folder.WriteOptions(material.Options); // They may have been changed, such as to train for longer.
        }
        else if (_ranks.IsFirst)
        {
            _folder.Create(material.Options, material.Source, material.Target, material.Model, optimizer, position);
        }
    }

    private TrainingCorpus ReadCorpus(ICorpus training)
    {
        if (_start is null)
        {
            return TrainingCorpus.Read(training, _options.Data, _request.CustomTokenizer);
        }

        _start.ThrowUnlessStartable(_options);
        (TextModel source, TextModel target) = _start.ReadText(_options, _request.CustomTokenizer);
        return TrainingCorpus.Read(training, _options.Data.Encoding, source, target);
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
    private TrainingStart Describe(ICorpus training, TrainingMaterial material, BatchSequence batches, TrainingPosition position) => new(
        batches.PairCount ?? position.Counts?.Pairs,
        material.Held?.Pairs.Count ?? 0,
        material.Source.Vocabulary.Count,
        material.Target.Vocabulary.Count,
        material.Model.Parameters.Count,
        material.Options.Training.Threads,
        position.Update)
    {
        Ranks = _ranks.Count,
        BestBy = _options.Training.BestBy,
        Training = position.Counts,
        Validation = material.Held?.Counts,
        Notes =
        [
            .. Notes(position.Counts, "training", material.Continues),
            .. Notes(material.Held?.Counts, "validation", material.Continues),
            .. CorpusNotes.OfJoining(training.Read().Select(pair => pair.Target), material.Target.Segmenter.Cleaner),
            .. material.Held is null && _validation is not null ? [CorpusNotes.NoneHeldOut(_options.Data)] : Array.Empty<string>(),
            .. material.Held is null && _options.Training.BestBy != ValidationMeasure.Loss
                ? ["Warning: training.bestBy has no effect: there are no pairs to validate on, so the last weights are kept."]
                : Array.Empty<string>(),
        ],
    };

    private IEnumerable<string> Notes(CorpusCounts? counts, string part, bool continues) =>
        counts is null ? [] : CorpusNotes.Of(counts, part, _options.Data, isFixed: continues || _start is not null);

    /// <summary>The pairs to validate on; null for none. A corpus that was given must hold some, a share may hold none.</summary>
    private ValidationPairs? ReadValidation(ICorpus? corpus, PairEncoder encoder, TextModel source, TextModel target)
    {
        if (corpus is null)
        {
            return null;
        }

        ValidationPairs pairs = ValidationPairs.Read(corpus, encoder, source, target, _options.Data.Encoding);
        if (_request.Validation is not null)
        {
            CorpusNotes.ThrowIfUnusable(corpus, pairs.Counts, _options.Data.Encoding);
        }

        return pairs.Pairs.Count > 0 ? pairs : null;
    }

    private BatchSequence OpenBatches(PairEncoder encoder, DataPosition start, CancellationToken stoppingToken)
    {
        // Once the batches are open a run stops after an update, not while it reads on; so the corpus lets go of the stop with the end of this method.
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(_ranks.HasOthers ? CancellationToken.None : stoppingToken);
        try
        {
            return BatchSequence.Open(new StoppableCorpus(_training, opening.Token), encoder, _options.Data.Batching with { ShuffleSeed = _options.Training.Seed }, start);
        }
        catch (NoSuchBatchException e)
        {
            throw new CheckpointException(
                _folder.Path,
                FormattableString.Invariant($"the checkpoint stands before batch {start.Batch} of epoch {start.Epoch}, and {_training.Name} has no such batch."),
                "Go on with the corpus and options of the first run, or train anew in another folder.",
                e);
        }
    }

    private void ThrowIfUnguided()
    {
        if (_options.Training.GuidedAlignment > 0f && _training.Read().Take(1).Any(pair => pair.Links is null))
        {
            throw new ConfigurationException(
                $"training.guidedAlignment is on, but the pairs of {_training.Name} have no alignments. Give them with the pairs: --alignments FILE of dragoman train, or an AlignedCorpus.");
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
            if (coverage.Found == 0)
            {
                _request.Observer?.OnWarning($"{file} has a vector for none of the {coverage.Words} words of the vocabulary, so it changes nothing. Does it spell words as the model does, such as in lower case?");
            }
        }
    }
}
