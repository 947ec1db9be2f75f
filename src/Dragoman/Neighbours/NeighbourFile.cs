using System.Globalization;
using System.Text;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Serialization;

namespace Dragoman.Neighbours;

/// <summary>The file of an index: the states of each kind, where they were read, and the sentences.</summary>
/// <remarks>
/// A safetensors file, so that other programs can read it. <c>encoder</c>, <c>decoder</c> and <c>context</c> are [states, width] numbers;
/// <c>encoder.places</c> and <c>decoder.places</c> are [states, 2] whole numbers, pair and token, of which the latter hold for contexts, too.
/// <c>sentences</c> is UTF-8, source and target in turn, and <c>sentences.ends</c> says where each ends. The notes are <c>format</c>, <c>version</c> and
/// <c>model</c>, the checksum of the model's weights and vocabularies, and <c>model8</c>, that of the same model in 8 bits.
/// </remarks>
internal static class NeighbourFile
{
    private const string Format = "dragoman-neighbours";
    private const string Version = "1";
    private const string SentencesName = "sentences";
    private const string EndsName = "sentences.ends";
    private const string Rebuild = "Build it again with dragoman index.";
    private const string Restore = "Restore the file, or build it again with dragoman index.";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="model">The model's fingerprint.</param>
    /// <param name="model8">That of the model in 8 bits.</param>
    /// <param name="pairs">The pairs read.</param>
    /// <param name="states">[states, width] of each kind.</param>
    internal static void Write(string path, string model, string model8, IReadOnlyList<ReadPair> pairs, IReadOnlyDictionary<StateKind, Matrix> states)
    {
        byte[][] sentences = [.. pairs.SelectMany(pair => new[] { pair.Text.Source, pair.Text.Target }).Select(Encoding.UTF8.GetBytes)];
        long[] ends = new long[sentences.Length];
        long end = 0;
        foreach ((int i, byte[] sentence) in sentences.Index())
        {
            ends[i] = end += sentence.Length;
        }

        SafetensorsFile.Save(
            path,
            [
                .. states.Select(kind => StoredTensor.Matrix(NameOf(kind.Key), kind.Value)),
                PlacesOf(StateKind.Encoder, states, pairs.Select(pair => pair.Source.Length)),
                PlacesOf(StateKind.Decoder, states, pairs.Select(pair => pair.Target.Length)),
                StoredTensor.Array<byte>(SentencesName, [.. sentences.SelectMany(sentence => sentence)]),
                StoredTensor.Array(EndsName, ends),
            ],
            new Dictionary<string, string> { ["format"] = Format, ["version"] = Version, ["model"] = model, ["model8"] = model8 });
    }

    /// <summary>Reads the file; the states stay where they are and are mapped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The fingerprint of the model that it must belong to.</param>
    /// <param name="options">The model's shape.</param>
    /// <exception cref="CheckpointException">The file is missing, damaged, of a newer format, or of another model.</exception>
    internal static (SentencePair[] Pairs, IReadOnlyDictionary<StateKind, StateTable> States) Read(string path, string model, ModelOptions options)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path, Verification.Required, Restore);
        ThrowUnlessOf(file, model);
        SentencePair[] pairs = ReadPairs(file);
        Dictionary<StateKind, StateTable> states = [];
        try
        {
            StatePlace[] source = ReadPlaces(file, StateKind.Encoder, pairs.Length);
            StatePlace[] target = ReadPlaces(file, StateKind.Decoder, pairs.Length);
            states[StateKind.Encoder] = Open(file, StateKind.Encoder, options.EncoderOutputSize, source);
            states[StateKind.Decoder] = Open(file, StateKind.Decoder, options.DecoderHiddenSize, target);
            if (options.Attends)
            {
                states[StateKind.Context] = Open(file, StateKind.Context, options.EncoderOutputSize, target);
            }

            return (pairs, states);
        }
        catch
        {
            foreach (StateTable table in states.Values)
            {
                table.Dispose();
            }

            throw;
        }
    }

    /// <summary>What is wrong with a place that leads to no token.</summary>
    /// <param name="path">The file.</param>
    internal static CheckpointException NoSuchToken(string path) => new(path, "a state belongs to a token that its sentence does not have.", Restore);

    private static string NameOf(StateKind kind) => kind.ToString().ToLowerInvariant();

    private static string PlacesName(StateKind kind) => NameOf(kind) + ".places";

    private static StoredTensor PlacesOf(StateKind kind, IReadOnlyDictionary<StateKind, Matrix> states, IEnumerable<int> lengths)
    {
        int count = states[kind].Rows;
        int[] places =
        [
            .. lengths.SelectMany((length, pair) => Enumerable.Range(0, length).Select(position => (pair, position)))
                .Take(count)
                .SelectMany(place => new[] { place.pair, place.position }),
        ];
        return StoredTensor.Array(PlacesName(kind), places, count, 2);
    }

    private static void ThrowUnlessOf(SafetensorsFile file, string model)
    {
        if (file.Metadata.GetValueOrDefault("format") != Format)
        {
            throw new CheckpointException(file.Path, "the file is no index of states.", "Name one that dragoman index has written.");
        }

        if (file.Metadata.GetValueOrDefault("version") is var version && version != Version)
        {
            throw new CheckpointException(
                file.Path, $"the index has format version {Excerpt.Of(version ?? "none")}, and this program reads {Version}.", Rebuild);
        }

        if (file.Metadata.GetValueOrDefault("model") != model && file.Metadata.GetValueOrDefault("model8") != model)
        {
            throw new CheckpointException(file.Path, "the index was built with other weights or vocabularies than those of this model.", Rebuild);
        }
    }

    private static SentencePair[] ReadPairs(SafetensorsFile file)
    {
        byte[] text = file.ReadArray<byte>(SentencesName);
        long[] ends = file.ReadArray<long>(EndsName);
        bool fits = ends.Length > 0 && ends.Length % 2 == 0 && ends[^1] == text.Length && ends[0] >= 0;
        for (int i = 1; fits && i < ends.Length; i++)
        {
            fits = ends[i] >= ends[i - 1];
        }

        if (!fits)
        {
            throw new CheckpointException(file.Path, "the ends of the sentences do not fit their text.", Restore);
        }

        string Sentence(int i) => Encoding.UTF8.GetString(text.AsSpan(i == 0 ? 0 : (int)ends[i - 1], (int)(ends[i] - (i == 0 ? 0 : ends[i - 1]))));
        return [.. Enumerable.Range(0, ends.Length / 2).Select(pair => new SentencePair(Sentence(2 * pair), Sentence((2 * pair) + 1)))];
    }

    private static StatePlace[] ReadPlaces(SafetensorsFile file, StateKind kind, int pairs)
    {
        int[] numbers = file.ReadArray<int>(PlacesName(kind));
        StatePlace[] places = [.. numbers.Chunk(2).Select(place => new StatePlace(place[0], place[^1]))];
        return numbers.Length % 2 == 0 && places.All(place => place.Pair >= 0 && place.Pair < pairs && place.Position >= 0)
            ? places
            : throw new CheckpointException(file.Path, $"{PlacesName(kind)} leads to sentences that are not there.", Restore);
    }

    private static StateTable Open(SafetensorsFile file, StateKind kind, int width, StatePlace[] places)
    {
        MappedMatrix states = file.Map(NameOf(kind), width);
        try
        {
            return states.Rows == places.Length ? new StateTable(states, places) : throw new CheckpointException(
                file.Path,
                string.Create(CultureInfo.InvariantCulture, $"there are {states.Rows} states of the kind {NameOf(kind)}, but {places.Length} places."),
                Restore);
        }
        catch (InvalidDataException e)
        {
            states.Dispose();
            throw new CheckpointException(file.Path, e.Message, Restore, e);
        }
        catch
        {
            states.Dispose();
            throw;
        }
    }
}
