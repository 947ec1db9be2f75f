using System.Collections.Concurrent;
using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Serialization;
using Dragoman.Text;
using Dragoman.Training;
using Dragoman.Visualization;

namespace Dragoman;

/// <summary>A trained model, loaded and ready to translate. Safe for any number of threads at once.</summary>
/// <example><code>
/// using var translator = Translator.Load("models/en-fr");
/// Translation t = translator.Translate("the european economic area");
/// Console.WriteLine(t.Text);
/// </code></example>
public sealed class Translator : IDisposable
{
    private readonly Seq2SeqModel _model;
    private readonly SentenceEncoder _source;
    private readonly SentenceEncoder _target;
    private readonly PairEncoder _encoder;
    private readonly ConcurrentBag<DecodingWorkspace> _workspaces = [];
    private bool _disposed;

    private Translator(ExperimentOptions options, Seq2SeqModel model, SentenceEncoder source, SentenceEncoder target)
    {
        (Options, _model, _source, _target) = (options, model, source, target);
        _encoder = new PairEncoder(source, target, options.Data.Encoding);
    }

    /// <summary>The options that the model was trained with.</summary>
    public ExperimentOptions Options { get; }

    /// <summary>The model.</summary>
    public Seq2SeqModel Model => _model;

    /// <summary>The source vocabulary.</summary>
    public Vocabulary SourceVocabulary => _source.Vocabulary;

    /// <summary>The target vocabulary.</summary>
    public Vocabulary TargetVocabulary => _target.Vocabulary;

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="customAttention">Makes the score of a model whose attention is custom; null for built-in scores.</param>
    /// <exception cref="ConfigurationException">The model's attention is custom, and its factory is not given.</exception>
    /// <exception cref="CheckpointException">The folder is missing, damaged, or of a newer format.</exception>
    /// <exception cref="VocabularyException">A vocabulary is missing or damaged.</exception>
    public static Translator Load(string folder, AttentionFactory? customAttention = null)
    {
        ModelFolder files = new(folder);
        ExperimentOptions options = files.ReadOptions();
        (Vocabulary source, Vocabulary target) = files.ReadVocabularies();
        Seq2SeqModel model = new(options.Model, source.Count, target.Count, customAttention);
        files.ReadWeights(model);
        return new Translator(
            options, model, new SentenceEncoder(options.Data.Source, source), new SentenceEncoder(options.Data.Target, target));
    }

    /// <summary>Translates a sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="options">How to search; null takes the model's own options.</param>
    /// <param name="cancellation">Stops the search.</param>
    public Translation Translate(string text, SearchOptions? options = null, CancellationToken cancellation = default) =>
        TranslateAll([text], options, cancellation)[0][0];

    /// <summary>Translates many sentences, in batches of similar length.</summary>
    /// <param name="texts">The sentences.</param>
    /// <param name="options">How to search; null takes the model's own options.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>For each sentence its best translations, the best first; a blank sentence has one empty translation.</returns>
    /// <exception cref="ConfigurationException">The options are not valid.</exception>
    public IReadOnlyList<IReadOnlyList<Translation>> TranslateAll(
        IReadOnlyList<string> texts, SearchOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ObjectDisposedException.ThrowIf(_disposed, this);
        SearchOptions search = options ?? Options.Decoding;
        ConfigurationException.ThrowIfAny(search.Validate("decoding"));
        var results = new IReadOnlyList<Translation>[texts.Count];
        var sentences = new List<(int Index, string[] Tokens, int[] Ids)>();
        for (int i = 0; i < texts.Count; i++)
        {
            string[] tokens = _source.Tokenize(texts[i]);
            if (tokens.Length == 0)
            {
                results[i] = [new Translation(texts[i], "", [], 0, 0, null)];
            }
            else
            {
                sentences.Add((i, tokens, _encoder.EncodeSource(tokens)));
            }
        }

        sentences.Sort(static (a, b) => a.Ids.Length != b.Ids.Length ? b.Ids.Length.CompareTo(a.Ids.Length) : a.Index.CompareTo(b.Index));
        using Loan loan = new(_workspaces);
        foreach ((int Index, string[] Tokens, int[] Ids)[] batch in sentences.Chunk(search.BatchSize))
        {
            IReadOnlyList<IReadOnlyList<Hypothesis>> found = loan.Workspace.Search(_model, search, batch.Select(sentence => sentence.Ids), cancellation);
            for (int i = 0; i < batch.Length; i++)
            {
                (int index, string[] tokens, int[] ids) = batch[i];
                results[index] = [.. found[i].Select(hypothesis => ToTranslation(texts[index], SourceTokens(tokens, ids), hypothesis))];
            }
        }

        return results;
    }

    /// <summary>Forced decoding: the attention weights and probability of a given translation.</summary>
    /// <param name="source">The source sentence.</param>
    /// <param name="target">The translation.</param>
    /// <exception cref="ArgumentException">A side has no tokens.</exception>
    public Translation Align(string source, string target) => AlignAll([new SentencePair(source, target)])[0] is { Tokens.Count: > 0 } alignment
        ? alignment
        : throw new ArgumentException("Source and target must have at least one token and fit the model's maximum lengths.");

    /// <summary>Forced decoding of many pairs, in batches of similar length.</summary>
    /// <param name="pairs">Sentences and their translations.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>
    /// For each pair its translation with probability and attention weights, the same as from <see cref="Align"/>; without tokens and weights for a
    /// pair that has a blank side or, if the model was trained without such pairs, is too long.
    /// </returns>
    public IReadOnlyList<Translation> AlignAll(IReadOnlyList<SentencePair> pairs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var results = new Translation[pairs.Count];
        var encoded = new List<(int Index, EncodedPair Ids)>();
        for (int i = 0; i < pairs.Count; i++)
        {
            if (_encoder.Encode(pairs[i]) is { } ids)
            {
                encoded.Add((i, ids));
            }
            else
            {
                results[i] = new Translation(pairs[i].Source, pairs[i].Target, [], 0, 0, null);
            }
        }

        using Loan loan = new(_workspaces);
        IEnumerable<(int Index, EncodedPair Ids)> sorted = encoded
            .OrderByDescending(pair => pair.Ids.Target.Length).ThenByDescending(pair => pair.Ids.Source.Length);
        foreach ((int Index, EncodedPair Ids)[] batch in sorted.Chunk(Options.Decoding.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<Hypothesis> forced = loan.Workspace.Force(
                _model, batch.Select(pair => pair.Ids.Source), batch.Select(pair => pair.Ids.Target));
            for (int i = 0; i < batch.Length; i++)
            {
                results[batch[i].Index] = ToAlignment(pairs[batch[i].Index], batch[i].Ids, forced[i]);
            }
        }

        return results;
    }

    /// <summary>Replaces each unknown-word token of a translation through the attention weights.</summary>
    /// <param name="translation">A translation made by this translator.</param>
    /// <param name="lexicon">Translations of source tokens; null or no entry: the source token is copied.</param>
    /// <returns>
    /// The translation with the words found in its text, its tokens and the rows of its attention map, which still correspond; probability and score
    /// are those of the tokens predicted.
    /// </returns>
    /// <exception cref="InvalidOperationException">There is a token to replace, but the model has no attention.</exception>
    public Translation ReplaceUnknown(Translation translation, BilingualLexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(translation);
        if (!translation.Tokens.Contains(Vocabulary.UnkToken))
        {
            return translation;
        }

        AttentionMap map = translation.Attention ??
            throw new InvalidOperationException("The model has no attention, which tells the word that an unknown-word token stands for.");
        string[] replaced = UnknownReplacement.Replace(map, lexicon);
        string[] tokens = replaced[..translation.Tokens.Count];
        return translation with { Text = _target.Detokenize(tokens), Tokens = tokens, Attention = map.WithTarget(replaced) };
    }

    /// <summary>How surprised the model is by given translations: mean cross-entropy, in nats a target token; its exponential is the perplexity.</summary>
    /// <param name="corpus">Pairs; those too long for the model are cut or left out as in training.</param>
    /// <exception cref="CorpusFormatException">The corpus is missing or damaged.</exception>
    public double Loss(ICorpus corpus)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new Validator(_model, EncodedPairs.Load(corpus, _encoder)).Loss();
    }

    /// <summary>Frees the memory that translations were computed in; later calls fail.</summary>
    public void Dispose()
    {
        _disposed = true;
        _workspaces.Clear();
    }

    /// <summary>The tokens that the encoder has read, in the user's words: cut as the ids were, with the end token.</summary>
    private static string[] SourceTokens(string[] tokens, int[] ids)
    {
        bool ends = ids[^1] == Vocabulary.EosId;
        string[] read = tokens[..Math.Min(tokens.Length, ends ? ids.Length - 1 : ids.Length)];
        return ends ? [.. read, Vocabulary.EosToken] : read;
    }

    private Translation ToAlignment(SentencePair pair, EncodedPair ids, Hypothesis hypothesis)
    {
        string[] sourceTokens = SourceTokens(_source.Tokenize(pair.Source), ids.Source);
        string[] targetTokens = _target.Tokenize(pair.Target)[..hypothesis.Tokens.Count];
        return ToTranslation(pair.Source, sourceTokens, hypothesis, targetTokens) with { Text = pair.Target };
    }

    private Translation ToTranslation(string source, string[] sourceTokens, Hypothesis hypothesis, string[]? targetTokens = null)
    {
        int[] ids = [.. hypothesis.Tokens];
        string[] tokens = targetTokens ?? [.. ids.Select(_target.Vocabulary.TokenOf)];
        AttentionMap? map = null;
        if (hypothesis.Weights.Count > 0)
        {
            string[] rows = hypothesis.Weights.Count > tokens.Length ? [.. tokens, Vocabulary.EosToken] : tokens;
            float[] weights = new float[rows.Length * sourceTokens.Length]; // [target, source]
            for (int row = 0; row < rows.Length; row++)
            {
                hypothesis.Weights[row].AsSpan(0, sourceTokens.Length).CopyTo(weights.AsSpan(row * sourceTokens.Length));
            }

            map = new AttentionMap(sourceTokens, rows, weights);
        }

        return new Translation(source, _target.Decode(ids), tokens, hypothesis.LogProbability, hypothesis.Score, map);
    }

    /// <summary>A workspace that no other call uses, given back however the call ends.</summary>
    private readonly struct Loan(ConcurrentBag<DecodingWorkspace> free) : IDisposable
    {
        internal DecodingWorkspace Workspace { get; } = free.TryTake(out DecodingWorkspace? workspace) ? workspace : new DecodingWorkspace();

        public void Dispose() => free.Add(Workspace);
    }
}
