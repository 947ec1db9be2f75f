using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;
using Dragoman.Neighbours;
using Dragoman.Numerics;
using Dragoman.Numerics.Kernels;
using Dragoman.Serialization;

namespace Dragoman;

/// <summary>An index of a model's states on training sentences: it says in which of them the model was in a similar state.</summary>
/// <remarks>
/// The search is exact, by the cosine of the angle between states. The states stay in their file, which the system reads where they are needed. Safe for
/// any number of threads at once.
/// </remarks>
/// <example><code>
/// NeighbourIndex.Build(translator, new TsvCorpus("pairs.tsv"), "neighbours.safetensors");
/// using NeighbourIndex index = NeighbourIndex.Open("neighbours.safetensors", translator);
/// StateNeighbours area = index.FindLike(translator.Explain("the european economic area"), StateKind.Encoder, position: 3);
/// </code></example>
public sealed class NeighbourIndex : IDisposable
{
    /// <summary>Most states of a kind that an index holds.</summary>
    public const int MostStates = 1_000_000;

    private readonly string _path;
    private readonly SentencePair[] _pairs;
    private readonly IReadOnlyDictionary<StateKind, StateTable> _states;
    private readonly SentenceReader _source;
    private readonly SentenceReader _target;

    private NeighbourIndex(string path, SentencePair[] pairs, IReadOnlyDictionary<StateKind, StateTable> states, Translator translator)
    {
        (_path, _pairs, _states) = (path, pairs, states);
        (_source, _target) = ReadersOf(translator);
    }

    /// <summary>Number of sentence pairs whose states are here.</summary>
    public int PairCount => _pairs.Length;

    /// <summary>Number of states of a kind; 0 for contexts of a model without attention.</summary>
    /// <param name="kind">Which states.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public int CountOf(StateKind kind) => TableOf(kind)?.Count ?? 0;

    /// <summary>Builds the index of a model: reads pairs, drawn at random, by forced decoding, and keeps the states on the way.</summary>
    /// <param name="translator">The model.</param>
    /// <param name="corpus">The pairs that it was trained on, or others; those with a blank side are passed over.</param>
    /// <param name="path">The file to write or replace; it appears whole or not at all.</param>
    /// <param name="states">Most states of a kind that are kept, 1 to <see cref="MostStates"/>.</param>
    /// <param name="seed">Another seed draws other pairs.</param>
    /// <param name="progress">Told after each batch which share of the pairs is read, up to 1.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>What of the pairs was read, each up to <see cref="Translator.MaximumSentenceLength"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of states is out of range.</exception>
    /// <exception cref="CorpusFormatException">The corpus is missing or damaged, or has no pair without a blank side.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that states overflow.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CorpusReading Build(
        Translator translator,
        ICorpus corpus,
        string path,
        int states = 100_000,
        ulong seed = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(states, MostStates);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(states, MostStatesOf(translator.Model.Options), nameof(states));
        OutputFile.At(path); // Says at once that it cannot be written.
        (SentenceReader source, SentenceReader target) = ReadersOf(translator);
        CorpusReadingCounter counter = new();
        IReadOnlyList<ReadPair> pairs = new PairSample(source, target, translator.MaximumSentenceLength, counter).Pick(corpus, states, seed, cancellationToken);
        if (pairs.Count == 0)
        {
            throw new CorpusFormatException(corpus.Name, null, "has no pair without a blank side, so there are no states to keep.");
        }

        Seq2SeqModel model = translator.Model;
        NeighbourFile.Write(
            path,
            ModelFingerprint.Of(model, translator.Source, translator.Target),
            ModelFingerprint.InEightBits(model, translator.Source, translator.Target),
            pairs,
            StateCollector.Collect(model, pairs, states, progress, cancellationToken));
        return counter.Reading;
    }

    /// <summary>Most states of a kind that an index of a model holds: those of a large model fill the largest table sooner.</summary>
    /// <param name="options">The model's options.</param>
    internal static int MostStatesOf(ModelOptions options) => Math.Min(MostStates, Matrix.MaximumLength / Math.Max(options.EncoderOutputSize, options.DecoderHiddenSize));

    /// <summary>Opens an index. One that was built in 32 bits serves the same model in 8 bits, too, whose states are almost the same.</summary>
    /// <param name="path">The file.</param>
    /// <param name="translator">The model that it was built with.</param>
    /// <exception cref="CheckpointException">The file is missing, damaged, of another format, or of another model.</exception>
    public static NeighbourIndex Open(string path, Translator translator)
    {
        ArgumentNullException.ThrowIfNull(translator);
        (SentencePair[] pairs, IReadOnlyDictionary<StateKind, StateTable> states) = NeighbourFile.Read(
            path, ModelFingerprint.Of(translator.Model, translator.Source, translator.Target), translator.Options.Model);
        return new NeighbourIndex(path, pairs, states, translator);
    }

    /// <summary>Where the model was in a state most similar to one.</summary>
    /// <param name="state">[width] The state, such as one of an <see cref="Explanation"/>.</param>
    /// <param name="kind">Which kind of state it is.</param>
    /// <param name="count">Most places wanted, at least 1.</param>
    /// <returns>The places, the most similar first; of equally similar ones the earlier in the index.</returns>
    /// <exception cref="ModelRequestException">The state is not finite or not as wide as those of the index, or there are none of the kind.</exception>
    /// <exception cref="CheckpointException">The file leads to a token that is not there.</exception>
    public IReadOnlyList<Neighbour> Find(ReadOnlySpan<float> state, StateKind kind, int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        StateTable table = TableOf(kind) ??
            throw new ModelRequestException("The model has no attention, so its decoder has no contexts. Look at its encoder or decoder states.");
        if (Finite.IndexOfAnyExcept(state) >= 0)
        {
            throw new ModelRequestException("The state holds a number that is not finite.");
        }

        return state.Length == table.Width
            ? [.. table.Find(state, count).Select(found => Describe(found.Place, kind, found.Similarity))]
            : throw new ModelRequestException($"The state has {state.Length} numbers, but those of the index have {table.Width}.");
    }

    /// <summary>Where the model was in a state most similar to one of an explained sentence.</summary>
    /// <param name="explanation">The sentence, explained by the same model, with vectors.</param>
    /// <param name="of">Which state.</param>
    /// <param name="position">Number of its token, from 0: of the source for the encoder, else of the translation.</param>
    /// <param name="count">Most places wanted, at least 1.</param>
    /// <exception cref="ModelRequestException">There is no such token, the explanation was made without vectors, or there are no states of the kind.</exception>
    /// <exception cref="CheckpointException">The file leads to a token that is not there.</exception>
    public StateNeighbours FindLike(Explanation explanation, StateKind of, int position, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ExplainedState explained = ExplainedState.Of(explanation, of, position);
        return new StateNeighbours(of, position, explained.Token, Find(explained.State, of, count));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        foreach (StateTable table in _states.Values)
        {
            table.Dispose();
        }
    }

    private StateTable? TableOf(StateKind kind) =>
        Enum.IsDefined(kind) ? _states.GetValueOrDefault(kind) : throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of state.");

    private Neighbour Describe(StatePlace place, StateKind kind, double similarity)
    {
        SentencePair pair = _pairs[place.Pair];
        string[] tokens = kind == StateKind.Encoder ? _source.Read(pair.Source, int.MaxValue).Tokens : _target.Read(pair.Target, int.MaxValue).Tokens;
        return place.Position < tokens.Length
            ? new Neighbour(similarity, pair.Source, pair.Target, place.Position, tokens[place.Position], tokens)
            : throw NeighbourFile.NoSuchToken(_path);
    }

    private static (SentenceReader Source, SentenceReader Target) ReadersOf(Translator translator) =>
        (new(translator.Source, translator.Options.Data.Encoding.AppendEosToSource), new(translator.Target, appendEos: true));
}
