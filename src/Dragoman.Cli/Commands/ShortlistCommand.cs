using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Messages;
using Dragoman.Storage;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman shortlist</c>: learns which target tokens translate which source tokens, for <c>--shortlist</c>.</summary>
internal sealed class ShortlistCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();
    private readonly CorpusOptions _corpus = new("--data", "--source", "--target", "to learn from, as a rule those of training", required: true, several: true);
    private readonly Option<int?> _best = NumberOption.Whole("--best", 1, SearchOptions.MostTranslations, "Most translations of a source token to keep. Default: 100.");
    private readonly Option<int?> _iterations = NumberOption.Whole("--iterations", 1, 100, "Times that all pairs are counted. Default: 5.");

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal ShortlistCommand(Terminal terminal)
        : base("shortlist", "Learn likely translations of the model's tokens (IBM model 1) into its folder, so that `--shortlist N` of translate and evaluate can leave out all others, which is faster.")
    {
        _terminal = terminal;
        Add(_model);
        _corpus.AddTo(this);
        Add(_best);
        Add(_iterations);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        ModelFolder folder = new(arguments.GetValue(_model)!);
        InputFiles inputs = new InputFiles(_terminal).Add(_corpus.PathsOf(arguments));
        inputs.ThrowIfStandardOutput();
        inputs.ThrowIfOverwritten(folder.ShortlistPath);
        using Translator translator = Translator.Load(folder.Path);
        ICorpus corpus = _corpus.Open(arguments, _terminal, once: true)!;
        LearntShortlist learnt = VocabularyShortlist.Learn(
            translator, corpus, folder.Path, arguments.GetValue(_best) ?? 100, arguments.GetValue(_iterations) ?? 5);
        _terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{learnt.Path}: {learnt.Translations:N0} translations of {Counted.Of(learnt.SourceTokens, "source token")}, from {Counted.Of(learnt.Corpus.Pairs, "pair")}"));
        EncodingOptions encoding = translator.Options.Data.Encoding;
        string limit = string.Create(
            CultureInfo.InvariantCulture, $"the {encoding.MaximumSourceLength:N0} source or {encoding.MaximumTargetLength:N0} target tokens that the model was trained on");
        CorpusReadingReport.Write(_terminal, learnt.Corpus, limit, leavesOutLong: encoding.TooLong == TooLongPolicy.Drop);
        return ExitCode.Success;
    }
}
