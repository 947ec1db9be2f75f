using Dragoman.Configuration;
using Dragoman.Constraints;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;
using Dragoman.Options;
using Dragoman.Shortlists;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman;

/// <summary>Searches, forces and measures for a <see cref="Translator"/>, in batches of similar length.</summary>
internal sealed class BatchTranslator : IDisposable
{
    private const int MostScores = 1 << 26; // of the next token, of all hypotheses of a batch: 256 MB

    private readonly TranslatorOptions _options;
    private readonly IReadOnlyList<Seq2SeqModel> _models;
    private readonly SentenceReader _source;
    private readonly SentenceReader _target;
    private readonly RequestReader _requests;
    private readonly TranslationBuilder _builder;
    private readonly TargetConstraints _constraints;
    private readonly StoredTable _table;
    private readonly int _forcedTogether;
    private readonly WorkspacePool _workspaces = new(Environment.ProcessorCount);
    private bool _disposed;

    /// <summary>Prepares a model.</summary>
    /// <param name="options">What it was trained with.</param>
    /// <param name="models">The model, or those of an ensemble.</param>
    /// <param name="source">Cleans and cuts source sentences.</param>
    /// <param name="target">Does the same to translations.</param>
    /// <param name="table">Makes shortlists.</param>
    internal BatchTranslator(TranslatorOptions options, IReadOnlyList<Seq2SeqModel> models, TextModel source, TextModel target, StoredTable table)
    {
        (_options, _models, _table, _forcedTogether) = (options, models, table, options.Decoding.BatchSize);
        _source = new SentenceReader(source, options.Data.Encoding.AppendEosToSource);
        _target = new SentenceReader(target, appendEos: true);
        _requests = new RequestReader(_source, _target);
        _builder = new TranslationBuilder(target, options.Data.Encoding);
        _constraints = new TargetConstraints(source, target);
    }

    /// <summary>Bytes kept for later calls.</summary>
    internal long HeldBytes => _workspaces.HeldBytes;

    /// <summary>Makes shortlists.</summary>
    internal StoredTable Table => _table;

    /// <summary>How to search for one translation.</summary>
    /// <param name="options">How the caller wants to search; null for the model's own options.</param>
    /// <exception cref="ArgumentException">They ask for several.</exception>
    internal SearchOptions OneBest(SearchOptions? options) => options switch
    {
        null => _options.Decoding with { BestCount = 1 },
        { BestCount: > 1 } => throw new ArgumentException(
            $"The options ask for {options.BestCount} translations of a sentence, but this call gives the best one. Call {nameof(Translator.TranslateNBest)} or {nameof(Translator.TranslateNBestBatch)}.",
            nameof(options)),
        _ => options,
    };

    /// <summary>Searches for translations.</summary>
    /// <param name="requests">The sentences, and what their translations must be.</param>
    /// <param name="search">How to search.</param>
    /// <param name="limits">How much is read of a sentence, and on how many threads it is searched.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <param name="settled">Hears of the tokens of the only sentence while its translation is searched for; null for nobody.</param>
    /// <returns>For each sentence its best translations, the best first; a blank sentence has one empty translation.</returns>
    internal IReadOnlyList<IReadOnlyList<Translation>> Search(
        IReadOnlyList<TranslationRequest> requests, SearchOptions search, CallLimits limits, CancellationToken cancellationToken, SettledTokens? settled = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Translator));
        ConfigurationException.ThrowIfAny(search.Validate(SearchWishes.Group));
        var results = new IReadOnlyList<Translation>[requests.Count];
        var sentences = new List<ReadRequest>();
        for (int i = 0; i < requests.Count; i++)
        {
            ReadRequest read = _requests.Read(requests[i], i, search, limits.SentenceLength);
            if (read.Sentence.IsBlank)
            {
                results[i] = [TranslationBuilder.Blank(requests[i].Text)];
            }
            else
            {
                sentences.Add(read);
            }
        }

        sentences.Sort(static (a, b) => a.Sentence.Ids.Length != b.Sentence.Ids.Length
            ? b.Sentence.Ids.Length.CompareTo(a.Sentence.Ids.Length)
            : a.Index.CompareTo(b.Index));
        ITargetConstraint? constraint = _constraints.Of(search.Constraint);
        int most = (int)Math.Clamp(MostScores / ((long)search.MostRows * _models[0].TargetVocabularySize), 1, search.BatchSize);
        IEnumerable<ReadRequest[]> batches = TokenBatches.Cut(sentences, most, static request => request.Sentence.Ids.Length);
        ParallelBatches.Run(batches, limits.Threads, _workspaces, SearchBatch, cancellationToken);
        return results;

        void SearchBatch(DecodingWorkspace workspace, ReadRequest[] batch)
        {
            int[][] ids = [.. batch.Select(request => request.Sentence.Ids)];
            Shortlist? shortlist = _table.For(search, ids, i => batch[i].Needed(constraint));
            IReadOnlyList<IReadOnlyList<Hypothesis>> found = workspace.Search(
                _models, search, ids, ReadRequest.Guide(batch, constraint, settled, shortlist), cancellationToken);
            settled?.Finish(found[0][0]);
            for (int i = 0; i < batch.Length; i++)
            {
                ReadRequest read = batch[i];
                IReadOnlyList<Hypothesis> allowed = read.Allowed(found[i]);
                if (allowed.Count == 0)
                {
                    throw new TranslationRequestException(read.Index, RequestReader.NothingAllowed);
                }

                results[read.Index] = [.. allowed.Select(hypothesis => _builder.Found(requests[read.Index].Text, read.Sentence, hypothesis))];
            }
        }
    }

    /// <summary>Reads given translations.</summary>
    /// <param name="pairs">Sentences and their translations.</param>
    /// <param name="keepWeights">Whether the attention weights are wanted.</param>
    /// <param name="limits">How much is read of a side, and on how many threads.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>One translation for each pair, empty if a side is blank.</returns>
    internal IReadOnlyList<Translation> Force(IReadOnlyList<SentencePair> pairs, bool keepWeights, CallLimits limits, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Translator));
        var results = new Translation[pairs.Count];
        var read = new List<(int Index, ReadSentence Source, ReadSentence Target)>();
        for (int i = 0; i < pairs.Count; i++)
        {
            (ReadSentence source, ReadSentence target) = Read(pairs[i], limits.SentenceLength);
            if (source.IsBlank || target.IsBlank)
            {
                results[i] = TranslationBuilder.Blank(pairs[i].Source, pairs[i].Target);
            }
            else
            {
                read.Add((i, source, target));
            }
        }

        List<(int Index, ReadSentence Source, ReadSentence Target)> sorted =
            [.. read.OrderByDescending(pair => pair.Target.Ids.Length).ThenByDescending(pair => pair.Source.Ids.Length)];
        IEnumerable<(int Index, ReadSentence Source, ReadSentence Target)[]> batches =
            TokenBatches.Cut(sorted, _forcedTogether, static pair => Math.Max(pair.Source.Ids.Length, pair.Target.Ids.Length));
        ParallelBatches.Run(batches, limits.Threads, _workspaces, ForceBatch, cancellationToken);
        return results;

        void ForceBatch(DecodingWorkspace workspace, (int Index, ReadSentence Source, ReadSentence Target)[] batch)
        {
            IReadOnlyList<Hypothesis> forced = Force(
                workspace, [.. batch.Select(pair => pair.Source.Ids)], [.. batch.Select(pair => pair.Target.Ids)], keepWeights, cancellationToken);
            for (int i = 0; i < batch.Length; i++)
            {
                (int index, ReadSentence source, ReadSentence target) = batch[i];
                results[index] = _builder.Given(pairs[index], source, target, forced[i]);
            }
        }
    }

    /// <summary>Explains the translation of a sentence.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The sentence.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="limit">Most tokens read of a sentence.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    internal Explanation Explain(Seq2SeqModel model, string text, ExplanationRequest request, int limit, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Translator));
        using WorkspacePool.Loan loan = _workspaces.Lend();
        Explainer explainer = new(_options, model, _source, _target, _constraints, _table, loan.Workspace);
        return explainer.Explain(text, request, limit, (edited, search, prefix) => Read(edited, request, search, limit, prefix), cancellationToken);
    }

    /// <summary>Checks that translations can be what is asked for, without searching.</summary>
    /// <param name="requests">The sentences, and what their translations must be.</param>
    /// <param name="search">How to search.</param>
    /// <param name="limit">Most tokens read of a sentence.</param>
    /// <exception cref="TranslationRequestException">One cannot.</exception>
    internal void ThrowUnlessPossible(IReadOnlyList<TranslationRequest> requests, SearchOptions search, int limit)
    {
        for (int i = 0; i < requests.Count; i++)
        {
            if (requests[i].IsGuided)
            {
                _requests.Read(requests[i], i, search, limit);
            }
        }
    }

    /// <summary>Measures how surprised the model is.</summary>
    /// <param name="corpus">Pairs.</param>
    /// <param name="limit">Most tokens read of a side.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    internal LossResult Loss(ICorpus corpus, int limit, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Translator));
        EncodedPairs pairs = new([]);
        long unknown = 0;
        (int cut, int longer) = (0, 0);
        foreach (SentencePair pair in corpus.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            (ReadSentence source, ReadSentence target) = Read(pair, limit);
            if (!source.IsBlank && !target.IsBlank)
            {
                pairs.Add(new EncodedPair(source.Ids, target.Ids));
                unknown += target.Unknown().Length;
                cut += source.IsCut || target.IsCut ? 1 : 0;
                longer += _builder.IsLong(source, target) ? 1 : 0;
            }
        }

        double? loss = pairs.Count == 0 ? null : _models.Count == 1 ? new Validator(_models[0], pairs).Loss(cancellationToken) : MeanLoss(pairs, cancellationToken);
        NotFinite.ThrowIf(loss ?? 0);
        return new LossResult(loss, pairs.Count, pairs.TargetTokenCount, unknown, cut, longer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _workspaces.Dispose();
    }

    private IReadOnlyList<Hypothesis> Force(
        DecodingWorkspace workspace, int[][] sources, int[][] targets, bool keepWeights, CancellationToken cancellationToken) =>
        EnsembleMean.OfForced([.. _models.Select(model => workspace.Force(model, sources, targets, keepWeights, cancellationToken))]);

    /// <summary>Cross-entropy of an ensemble, in nats per target token.</summary>
    private double MeanLoss(EncodedPairs pairs, CancellationToken cancellationToken)
    {
        double sum = 0;
        using WorkspacePool.Loan loan = _workspaces.Lend();
        int[] byLength = [.. Enumerable.Range(0, pairs.Count).OrderByDescending(pair => pairs.Target(pair).Length)];
        foreach (int[] batch in TokenBatches.Cut(byLength, _forcedTogether, pair => Math.Max(pairs.Source(pair).Length, pairs.Target(pair).Length)))
        {
            sum -= Force(
                loan.Workspace, [.. batch.Select(pair => pairs.Source(pair).ToArray())], [.. batch.Select(pair => pairs.Target(pair).ToArray())], keepWeights: false, cancellationToken)
                .Sum(hypothesis => hypothesis.LogProbability);
        }

        return sum / pairs.TargetTokenCount;
    }

    private ReadRequest Read(string text, ExplanationRequest request, SearchOptions search, int limit, int[] prefix)
    {
        try
        {
            return _requests.Read(new TranslationRequest(text) { Required = request.Required, Forbidden = request.Forbidden }, index: 0, search, limit, prefix);
        }
        catch (TranslationRequestException e)
        {
            throw new ModelRequestException($"The translation cannot be what is asked for: {e.Problem}", e);
        }
    }

    private (ReadSentence Source, ReadSentence Target) Read(SentencePair pair, int limit) =>
        (_source.Read(pair.Source, limit), _target.Read(pair.Target, limit));
}

/// <summary>What a call may take.</summary>
/// <param name="SentenceLength">Most tokens read of a sentence.</param>
/// <param name="Threads">Most threads.</param>
internal readonly record struct CallLimits(int SentenceLength, int Threads);
