using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests;

/// <summary>Small translators with random weights, and sentences for them; some of the words are outside their vocabularies.</summary>
internal sealed class RandomTranslators : IDisposable
{
    private const string Words = "abcdefgh";
    private readonly TemporaryFolder _folder = new();

    /// <summary>Path of the model folder.</summary>
    internal string Folder => _folder.Path;

    /// <summary>Pairs of sentences of one to eight words.</summary>
    internal static SentencePair[] Pairs(int count)
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, count).Select(_ => new SentencePair(Sentence(), Sentence()))];

        string Sentence() => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => Words[random.Next(Words.Length)]));
    }

    /// <summary>The source sentences of <see cref="Pairs"/>, one after the other.</summary>
    internal static async IAsyncEnumerable<string> Several(int count)
    {
        foreach (SentencePair pair in Pairs(count))
        {
            await Task.Yield();
            yield return pair.Source;
        }
    }

    /// <summary>Words, again and again.</summary>
    internal static string Repeat(string words, int count) => string.Join(' ', Enumerable.Repeat(words, count));

    /// <summary>[target_time][source_time] The attention weights of a translation; none without attention.</summary>
    internal static float[][] Weights(Translation translation) => translation.Attention is { } map
        ? [.. Enumerable.Range(0, map.Target.Count).Select(row => map.Row(row).ToArray())]
        : [];

    /// <summary>Makes the model folder, of a model that was trained on 12 tokens, and loads it.</summary>
    internal Translator Create(AttentionScore attention, int batchSize = 32)
    {
        Vocabulary vocabulary = new(Words.Take(6).Select(word => word.ToString()));
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(attention, Units: 4) };
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions(), Encoding = new EncodingOptions(12, 12) };
        TranslatorOptions options = new() { Data = data, Model = shape, Decoding = new SearchOptions(BatchSize: batchSize) };
        Seq2SeqModel model = new(shape, vocabulary.Count, vocabulary.Count);
        Draws.Fill(model.Parameters.All, seed: 5, range: 0.8f);
        new ModelFolder(Folder).Create(options, new TextModel(data.Source, vocabulary), new TextModel(data.Target, vocabulary), model);
        return Translator.Load(Folder);
    }

    public void Dispose() => _folder.Dispose();
}
