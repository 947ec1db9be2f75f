using System.CommandLine;
using System.CommandLine.Parsing;
using Dragoman.Data;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that name a corpus: one file of pairs, or two files side by side; for some verbs, several corpora.</summary>
internal sealed class CorpusOptions
{
    private readonly Option<string[]> _pairs;
    private readonly Option<string[]> _source;
    private readonly Option<string[]> _target;
    private readonly bool _required;
    private readonly Option? _insteadOfTarget;

    /// <summary>Makes the options.</summary>
    /// <param name="pairs">Name of the option for a file of pairs, such as <c>--data</c>.</param>
    /// <param name="source">Name of the option for the source file.</param>
    /// <param name="target">Name of the option for the target file.</param>
    /// <param name="purpose">What the corpus is for, such as <c>to train on</c>.</param>
    /// <param name="required">Whether the corpus must be given.</param>
    /// <param name="insteadOfTarget">An option that may stand in the place of the target file; null for none.</param>
    /// <param name="several">Whether there may be several corpora.</param>
    internal CorpusOptions(
        string pairs, string source, string target, string purpose, bool required, Option? insteadOfTarget = null, bool several = false)
    {
        string more = several ? " May be given several times." : "";
        _pairs = CreateOption(
            pairs, $"Pairs {purpose}: source, TAB, target on each line, or objects with source and target in a file named *.jsonl; may be gzip-compressed.{more}", several);
        _source = CreateOption(source, $"Source sentences {purpose}, one per line.{more}", several);
        _target = CreateOption(target, several ? "Their translations, line by line; as often, in the same order." : "Their translations, line by line.", several);
        _required = required;
        _insteadOfTarget = insteadOfTarget;
    }

    /// <summary>The options, each of which names a file.</summary>
    internal IEnumerable<Option<string[]>> Files => [_pairs, _source, _target];

    /// <summary>The files that the user named.</summary>
    /// <param name="arguments">The command line.</param>
    internal IEnumerable<string> PathsOf(ParseResult arguments) => Files.SelectMany(file => arguments.GetValue(file) ?? []);

    /// <summary>Number of corpora that the user named.</summary>
    /// <param name="typed">The verb as it was typed.</param>
    internal int CountIn(CommandResult typed) => CountOf(typed, _pairs) + CountOf(typed, _source);

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_pairs);
        verb.Add(_source);
        verb.Add(_target);
        verb.Validators.Add(result =>
        {
            (bool pairs, bool source, bool target) =
                (result.GetResult(_pairs) is not null, result.GetResult(_source) is not null, result.GetResult(_target) is not null);
            if (source != target && (_insteadOfTarget is null || result.GetResult(_insteadOfTarget) is null))
            {
                result.AddError($"{_source.Name} and {_target.Name} go together; {(source ? _target.Name : _source.Name)} is missing.");
            }
            else if (pairs && source)
            {
                result.AddError($"Give either {_pairs.Name} or {_source.Name} and {_target.Name}, not both.");
            }
            else if (_required && !pairs && !source)
            {
                result.AddError($"There is no corpus: give {_pairs.Name} FILE, or {_source.Name} FILE and {_target.Name} FILE.");
            }
            else if (target && CountOf(result, _source) is var sources && CountOf(result, _target) is var targets && sources != targets)
            {
                result.AddError($"{_source.Name} and {_target.Name} go together, one and one; there are {sources} and {targets}.");
            }
        });
    }

    /// <summary>The source sentences that the user named without their translations.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where to warn of lines with several columns.</param>
    internal IReadOnlyList<string> ReadSource(ParseResult arguments, Terminal terminal)
    {
        string path = arguments.GetValue(_source)![0];
        using Utf8LineReader reader = Utf8LineReader.OpenOnce(path);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        SentenceWarning warning = new(terminal, path);
        warning.Check(lines);
        warning.Finish();
        return lines;
    }

    /// <summary>The corpus that the user named, or null; of several, one after the other.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where to warn of lines with more than a sentence; null for a verb that says itself what becomes of them.</param>
    /// <param name="once">Whether its files are read once, so that a pipe will do.</param>
    internal LineCorpus? Open(ParseResult arguments, Terminal? terminal, bool once = false) => OpenAll(arguments, terminal, once) switch
    {
        [] => null,
        [var corpus] => corpus,
        var corpora => new JoinedCorpus(corpora),
    };

    /// <summary>The corpora that the user named, in their order.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where to warn of lines with more than a sentence; null for a verb that says itself what becomes of them.</param>
    /// <param name="once">Whether their files are read once, so that a pipe will do.</param>
    internal IReadOnlyList<LineCorpus> OpenAll(ParseResult arguments, Terminal? terminal, bool once = false) =>
    [
        .. (arguments.GetValue(_pairs) ?? []).Select(pairs => LineCorpus.OfPairs(pairs, once)),
        .. (arguments.GetValue(_source) ?? []).Zip(
            arguments.GetValue(_target) ?? [], (source, target) => OpenParallel(source, target, terminal, once)),
    ];

    private static Option<string[]> CreateOption(string name, string description, bool several) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        Arity = several ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne,
        CustomParser = result => [.. result.Tokens.Select(token => token.Value)],
    };

    private static int CountOf(CommandResult typed, Option<string[]> option) => typed.GetResult(option)?.Tokens.Count ?? 0;

    private LineCorpus OpenParallel(string source, string target, Terminal? terminal, bool once)
    {
        ParallelCorpus pairs = new(source, target) { IsReadOnce = once };
        string pairsOf = $"If the file holds pairs, give it as {_pairs.Name}";
        SentenceWarning Watch(string file) => new(
            terminal!, file, $"{pairsOf}. {SentenceWarning.TakeOneColumn}", $"{pairsOf}, with a name that ends in .jsonl. {SentenceWarning.TakeOneMember}");
        return terminal is null
            ? pairs
            : new CheckedCorpus(pairs, () => (Watch(source), Watch(target)));
    }
}
