using System.Globalization;
using Dragoman.Configuration;
using Dragoman.Serialization;
using Dragoman.Text;

namespace Dragoman.Storage;

/// <summary>The text models of a model folder: <c>source.vocab</c> and <c>target.vocab</c>, and what has been learnt of pieces and case in <c>source.tokenizer</c>, <c>source.truecaser</c> and the like.</summary>
internal static class StoredText
{
    private const string Source = "source";
    private const string Target = "target";
    private const string RestoreIt = "Restore the file that training wrote.";

    /// <summary>Names of the files that every model has.</summary>
    internal static string[] Vocabularies { get; } = [Source + TextModel.VocabularyEnding, Target + TextModel.VocabularyEnding];

    /// <summary>Names of the files that only models have whose tokenizers or truecasers learn.</summary>
    internal static string[] Learned { get; } =
    [
        Source + TextModel.TokenizerEnding, Target + TextModel.TokenizerEnding, Source + TextModel.TruecaserEnding, Target + TextModel.TruecaserEnding,
    ];

    /// <summary>Reads both sides.</summary>
    /// <param name="folder">Path of the model folder.</param>
    /// <param name="options">How text is cleaned and cut.</param>
    /// <param name="notes">What the weights were trained with.</param>
    /// <param name="customTokenizer">Reads a tokenizer of the user's own; null for built-in tokenizers.</param>
    /// <exception cref="VocabularyException">A file is missing, damaged, or not that of the weights.</exception>
    /// <exception cref="Options.ConfigurationException">A tokenizer is custom, and its factory is not given.</exception>
    internal static (TextModel Source, TextModel Target) Read(
        string folder, DataOptions options, IReadOnlyDictionary<string, string> notes, ITokenizerFactory? customTokenizer)
    {
        return (Read(Source, options.Source), Read(Target, options.Target));

        TextModel Read(string name, TextOptions text)
        {
            string path = Path.Combine(folder, name);
            Vocabulary vocabulary = ReadVocabulary(path + TextModel.VocabularyEnding, notes);
            if (TextSegmenter.IsLearned(text.Tokenizer))
            {
                TrainedWith.ThrowIfOther(path + TextModel.TokenizerEnding, notes);
            }

            if (text.Moses.Truecase)
            {
                TrainedWith.ThrowIfOther(path + TextModel.TruecaserEnding, notes);
            }

            return new TextModel(TextModel.LoadSegmenter(path, text, customTokenizer), vocabulary);
        }
    }

    /// <summary>Reads the vocabularies alone.</summary>
    /// <param name="folder">Path of the model folder.</param>
    /// <param name="notes">What the weights were trained with.</param>
    /// <exception cref="VocabularyException">A file is missing, damaged, or not that of the weights.</exception>
    internal static (Vocabulary Source, Vocabulary Target) ReadVocabularies(string folder, IReadOnlyDictionary<string, string> notes) =>
        (ReadVocabulary(Path.Combine(folder, Vocabularies[0]), notes), ReadVocabulary(Path.Combine(folder, Vocabularies[1]), notes));

    /// <summary>The files of both sides: their names, and what writes them.</summary>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    internal static IEnumerable<(string Name, Action<Stream> Write)> Files(TextModel source, TextModel target) =>
        from side in new[] { (Name: Source, Text: source), (Name: Target, Text: target) }
        from file in side.Text.Files()
        select (side.Name + file.Ending, file.Write);

    /// <summary>Throws unless a vocabulary is as long as its embeddings; one that lost lines would otherwise be reported as weights of the wrong shape.</summary>
    /// <param name="folder">Path of the model folder.</param>
    /// <param name="weights">The weights' file.</param>
    /// <param name="tables">Names of the embeddings of source and target.</param>
    /// <param name="sizes">Sizes of the vocabularies.</param>
    /// <exception cref="VocabularyException">A vocabulary has lost or gained lines.</exception>
    internal static void ThrowIfOtherSize(string folder, SafetensorsFile weights, (string Source, string Target) tables, (int Source, int Target) sizes)
    {
        Check(Vocabularies[0], tables.Source, sizes.Source);
        Check(Vocabularies[1], tables.Target, sizes.Target);

        void Check(string name, string table, int size)
        {
            if (weights.Contains(table) && weights.Find(table).Shape is [long rows, _] && rows != size)
            {
                throw new VocabularyException(
                    Path.Combine(folder, name),
                    null,
                    string.Create(CultureInfo.InvariantCulture, $"it has {size:N0} tokens, but the weights are for {rows:N0}. {RestoreIt}"));
            }
        }
    }

    private static Vocabulary ReadVocabulary(string path, IReadOnlyDictionary<string, string> notes)
    {
        Vocabulary vocabulary = Vocabulary.Load(path);
        using (FileStream file = new(path, FileMode.Open, FileAccess.Read))
        {
            file.Seek(-1, SeekOrigin.End); // It is not empty, for it begins with the special tokens.
            if (file.ReadByte() != '\n')
            {
                throw new VocabularyException(path, vocabulary.Count, $"the line has no end, so the file was cut short. {RestoreIt}");
            }
        }

        TrainedWith.ThrowIfOther(path, notes, vocabulary);
        return vocabulary.Count > Vocabulary.SpecialCount
            ? vocabulary
            : throw new VocabularyException(path, null, $"it holds no word. {RestoreIt}");
    }
}
