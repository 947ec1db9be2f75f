using System.Text;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Tests.Text;

/// <summary>A tokenizer that learns is one class outside the library: here the most frequent stems of words, learnt, kept with the model and read again.</summary>
public sealed class LearnedTokenizerTests : IDisposable
{
    private static readonly TextOptions Custom = new(Tokenizer: TokenizerKind.Custom);

    private static readonly SentencePair[] Pairs =
    [
        .. from stem in new[] { "walk", "talk", "look" }
           from ending in new[] { "s", "ed", "ing" }
           from _ in Enumerable.Range(0, 4)
           select new SentencePair($"{stem}{ending} {stem}", $"{stem} {stem}{ending}"),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Learn_SaveAndLoad_CutAndJoinAlike()
    {
        TextModel learned = TextModel.Learn(Pairs.Select(pair => pair.Source), Custom, customTokenizer: new StemTokenizerFactory());
        learned.Save(_folder["source"]);
        TextModel loaded = TextModel.Load(_folder["source"], Custom, new StemTokenizerFactory());

        Assert.Equal(["walk", "+ing", "talk"], loaded.Tokenize(" walking talk"));
        Assert.Equal(learned.Encode("walking talk"), loaded.Encode("walking talk"));
        Assert.Equal("walking talk", loaded.Decode(loaded.Encode("walking  talk")));
        Assert.Equal([(1, 4), (5, 3), (9, 4)], loaded.Locate(" walking talk").Select(token => (token.Start, token.Length)));
    }

    [Fact]
    public void Learn_Nothing_IsSavedAndLoadedAllTheSame()
    {
        TextModel learned = TextModel.Learn(["a b", "a b"], Custom, customTokenizer: new StemTokenizerFactory());
        learned.Save(_folder["source"]);

        Assert.Equal(["a", "b"], TextModel.Load(_folder["source"], Custom, new StemTokenizerFactory()).Tokenize("a b"));
    }

    [Fact]
    public void Train_TokenizerThatNoSideWants_IsRefused()
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => new Trainer(new TrainingRequest
        {
            Training = new MemoryCorpus(Pairs),
            Folder = _folder["model"],
            CustomTokenizer = new StemTokenizerFactory(),
        }));

        Assert.StartsWith("A tokenizer of one's own is given", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ModelWithSuchText_IsSavedLoadedAndResumed()
    {
        string model = _folder["model"];
        StemTokenizerFactory stems = new();
        Train(epochs: 2, resume: false);
        int learnt = stems.Learnt;
        Train(epochs: 3, resume: true);

        using Translator translator = Translator.Load(model, customTokenizer: stems);
        Translation translation = translator.Translate("looking talk", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["look", "+ing", "talk", Vocabulary.EosToken], translation.SourceTokens);
        Assert.Equal((2, 2), (learnt, stems.Learnt)); // one a side, and none anew when training goes on
        Assert.Contains("custom", Assert.Throws<ConfigurationException>(() => Translator.Load(model)).Message, StringComparison.Ordinal);
        File.AppendAllText(Path.Combine(model, "source.tokenizer"), "more\n");
        Assert.Contains("source.tokenizer", Assert.Throws<VocabularyException>(() => Translator.Load(model, customTokenizer: stems)).Message, StringComparison.Ordinal);

        void Train(int epochs, bool resume) => new Trainer(new TrainingRequest
        {
            Options = Options(epochs),
            Training = new MemoryCorpus(Pairs),
            Folder = model,
            CustomTokenizer = stems,
            Resume = resume,
        }).Run(TestContext.Current.CancellationToken);
    }

    private static TranslatorOptions Options(int epochs) => new()
    {
        Data = new DataOptions { Source = Custom, Target = Custom, ValidationShare = 0 },
        Model = new ModelOptions(EmbedSize: 4, EncoderHiddenSize: 2, DecoderHiddenSize: 4),
        Training = new TrainingOptions(MaximumEpochs: epochs, Threads: 1),
    };

    /// <summary>A word is a stem that is known and an ending, written with a plus sign; other words stay whole.</summary>
    private sealed class StemTokenizer(IReadOnlyCollection<string> stems) : ILearnedTokenizer
    {
        public IReadOnlyList<string> Tokenize(string text) => [.. Cut(text).Select(piece => piece.Token)];

        public IReadOnlyList<Range> Locate(string text) => [.. Cut(text).Select(piece => piece.Place)];

        public string Detokenize(IEnumerable<string> tokens) => string.Join(' ', tokens).Replace(" +", "", StringComparison.Ordinal);

        public void Write(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', stems)));

        private IEnumerable<(string Token, Range Place)> Cut(string text)
        {
            int start = 0;
            foreach (string word in text.Split(' '))
            {
                int end = start + word.Length;
                if (stems.FirstOrDefault(stem => word.Length > stem.Length && word.StartsWith(stem, StringComparison.Ordinal)) is { } stem)
                {
                    yield return (stem, start..(start + stem.Length));
                    yield return ("+" + word[stem.Length..], (start + stem.Length)..end);
                }
                else if (word.Length > 0)
                {
                    yield return (word, start..end);
                }

                start = end + 1;
            }
        }
    }

    private sealed class StemTokenizerFactory : ITokenizerFactory
    {
        private const int MostStems = 3;

        public int Learnt { get; private set; }

        public ILearnedTokenizer Learn(IEnumerable<string> sentences)
        {
            Learnt++;
            return new StemTokenizer(
                [.. sentences.SelectMany(sentence => sentence.Split(' ')).Where(word => word.Length > 3).CountBy(word => word[..4])
                    .OrderByDescending(stem => stem.Value).ThenBy(stem => stem.Key, StringComparer.Ordinal).Take(MostStems).Select(stem => stem.Key)]);
        }

        public ILearnedTokenizer Read(Stream stream)
        {
            using StreamReader reader = new(stream, Encoding.UTF8);
            return new StemTokenizer(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
