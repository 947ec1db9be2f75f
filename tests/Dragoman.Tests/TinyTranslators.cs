using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Storage;
using Dragoman.Text;

namespace Dragoman.Tests;

/// <summary>Model folders of tiny models that translate letters at random.</summary>
internal static class TinyTranslators
{
    private static readonly Vocabulary Letters = new(["a", "b", "c", "d", "e"]);

    /// <summary>Makes a model folder.</summary>
    internal static string Create(
        string folder, SearchOptions search, int seed, AttentionScore attention = AttentionScore.Additive, Vocabulary? vocabulary = null)
    {
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(attention, Units: 4) };
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions() };
        Vocabulary words = vocabulary ?? Letters;
        Seq2SeqModel model = new(shape, words.Count, words.Count);
        Draws.Fill(model.Parameters.All, seed, range: 0.8f);
        TranslatorOptions options = new() { Data = data, Model = shape, Decoding = search };
        new ModelFolder(folder).Create(options, new TextModel(data.Source, words), new TextModel(data.Target, words), model);
        return folder;
    }
}
