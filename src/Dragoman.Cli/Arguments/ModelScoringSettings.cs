using System.CommandLine;
using Dragoman.Cli.Scoring;
using Dragoman.Data;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that have a model score given translations.</summary>
internal sealed class ModelScoringSettings
{
    private readonly Option<string?> _model = new("--model")
    {
        Description = "Folder of a model, which says how probable the translations of --data, --source and --target, or --n-best are.",
        HelpName = "DIR",
    };

    private readonly CorpusOptions _corpus;

    private readonly Option<string?> _list = new("--n-best")
    {
        Description = "With --source instead of --target: lines of: source line from 0 ||| translation ||| features ||| score. The score becomes the model's. - is standard input.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _feature = new("--feature")
    {
        Description = "For --n-best: add the model's score to the features under this name, and leave the score as it is.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _perToken = new("--per-token")
    {
        Description = "For --n-best: the score is the mean log probability of a token. Default: the log probability of the translation.",
    };

    private readonly Option<bool> _sort = new("--sort") { Description = "For --n-best: the translations of each line by falling score." };

    private readonly Option<bool> _tokens = new("--tokens")
    {
        Description = "For pairs: add a column of the target tokens and their log probabilities. --json has them always.",
    };

    private readonly SentenceLimitOption _limit = new();

    /// <summary>Makes the options.</summary>
    internal ModelScoringSettings()
    {
        _corpus = new("--data", "--source", "--target", "to score", required: false, insteadOfTarget: _list);
    }

    private IEnumerable<Option> ForList => [_feature, _perToken, _sort];

    private IEnumerable<Option> Others => [.. _corpus.Files, _list, .. ForList, _tokens];

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_model);
        _corpus.AddTo(verb);
        foreach (Option option in new Option[] { _list, _feature, _perToken, _sort, _tokens })
        {
            verb.Add(option);
        }

        _limit.AddTo(verb);
    }

    /// <summary>Whether a model is named.</summary>
    /// <param name="arguments">The command line.</param>
    internal bool IsIn(ParseResult arguments) => IsGiven(arguments, _model);

    /// <summary>The name of the first option given that needs a model, or null.</summary>
    /// <param name="arguments">The command line.</param>
    internal string? FirstIn(ParseResult arguments) =>
        Others.FirstOrDefault(option => IsGiven(arguments, option))?.Name ?? (_limit.IsIn(arguments) ? SentenceLimitOption.Name : null);

    /// <summary>What is wrong if options do not go together, or null.</summary>
    /// <param name="arguments">The command line.</param>
    internal string? FindProblem(ParseResult arguments)
    {
        bool isList = IsGiven(arguments, _list);
        Option[] corpus = [.. _corpus.Files.Where(option => IsGiven(arguments, option))];
        return (isList, corpus) switch
        {
            (false, []) => "There is nothing to score: give --data FILE, --source FILE and --target FILE, or --source FILE and --n-best FILE.",
            (true, []) => $"{_list.Name} needs --source, the sentences that it translates.",
            (true, _) when corpus.FirstOrDefault(option => option.Name != "--source") is { } pairs => $"Give either {_list.Name} or {pairs.Name}, not both.",
            (true, _) when IsGiven(arguments, _tokens) => $"{_tokens.Name} would have no effect: it is for pairs.",
            (false, _) when ForList.FirstOrDefault(option => IsGiven(arguments, option)) is { } useless =>
                $"{useless.Name} would have no effect without {_list.Name}.",
            _ when arguments.GetValue(_feature) is { } name && (name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || c is '|' or '=')) =>
                $"{_feature.Name} is \"{name}\"; it must be a word without |, = and white space.",
            _ => null,
        };
    }

    /// <summary>Scores what the user named.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where to read and write.</param>
    /// <param name="outputOption">Where the scores go.</param>
    /// <param name="asJson">Whether they are JSON.</param>
    internal int Run(ParseResult arguments, Terminal terminal, OutputOption outputOption, bool asJson)
    {
        string model = arguments.GetValue(_model)!;
        string? list = arguments.GetValue(_list);
        InputFiles inputs = LineFiles.AddTo(new InputFiles(terminal).AddModel(model), [.. _corpus.PathsOf(arguments), .. list is null ? Array.Empty<string>() : [list]]);
        TextOutput output = outputOption.Open(arguments, terminal, inputs);
        using Translator translator = Translator.Load(model);
        _limit.Apply(arguments, translator);
        LineCorpus? corpus = list is null ? _corpus.Open(arguments, terminal, once: true)! : null;
        ScoringTotals totals = new(corpus?.Name ?? LineFiles.NameOf(list!), new ReadingNotes(terminal, translator));
        if (corpus is not null)
        {
            PairScoring scoring = new(translator, totals);
            output.Write(writer => scoring.Run(corpus.ReadLines(), writer, asJson, arguments.GetValue(_tokens)));
        }
        else
        {
            NBestRescoring rescoring = new(translator, _corpus.ReadSource(arguments, terminal), totals)
            {
                Feature = arguments.GetValue(_feature),
                IsPerToken = arguments.GetValue(_perToken),
                IsSorted = arguments.GetValue(_sort),
            };
            using Utf8LineReader reader = LineFiles.Open(list!, terminal);
            output.Write(writer => rescoring.Run(reader, writer, asJson));
        }

        terminal.Output.Flush();
        totals.Write(output.IsStandard ? terminal.Error : terminal.Output, terminal.Error);
        return ExitCode.Success;
    }

    private static bool IsGiven(ParseResult arguments, Option option) => arguments.GetResult(option) is { Implicit: false };
}
