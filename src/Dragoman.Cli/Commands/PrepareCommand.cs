using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Data;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman prepare</c>: leaves unwanted pairs out of a corpus, and says how many and why.</summary>
internal sealed class PrepareCommand : Command
{
    private readonly Terminal _terminal;
    private readonly CorpusOptions _corpus = new("--data", "--source", "--target", "to clean", required: true);
    private readonly CleaningSettings _settings = new();
    private readonly OutputOption _output = new("--output", "Where the pairs that are kept go; objects if the name ends in .jsonl, with all members of those that were read. Default: standard output.");
    private readonly OutputOption _rejected = new("--rejected", "Where the pairs that are left out go: reason, TAB, line, TAB, source, TAB, target.");
    private readonly Option<bool> _json = new("--json") { Description = "Print the counts as a JSON object." };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal PrepareCommand(Terminal terminal)
        : base("prepare", "Clean a corpus: each check is an option, and the counts say what it has left out. Pairs with a blank side are always left out.")
    {
        _terminal = terminal;
        _corpus.AddTo(this);
        _settings.AddTo(this);
        _output.AddTo(this);
        _rejected.AddTo(this);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        InputFiles inputs = new InputFiles(_terminal).Add(_corpus.PathsOf(arguments));
        TextOutput output = _output.Open(arguments, _terminal, inputs);
        TextOutput? rejected = _rejected.OpenIfGiven(arguments, _terminal, inputs);
        if (rejected?.IsSameAs(output) == true)
        {
            throw new CommandException($"{_output.Name} and {_rejected.Name} lead to one place, {output.Name}. Name another file.", ExitCode.Usage);
        }

        LineCorpus corpus = _corpus.Open(arguments, terminal: null, once: true)!;
        PairCleaner cleaner = new(_settings.Read(arguments));
        CleaningReport report = new();
        long mended = 0;
        output.Write(kept =>
        {
            PairWriter pairs = new(kept, LineCorpus.FormOf(output.Name));
            if (rejected is null)
            {
                Clean(corpus, cleaner, report, pairs, rejects: null);
            }
            else
            {
                rejected.Write(rejects => Clean(corpus, cleaner, report, pairs, rejects));
            }

            mended = pairs.Mended;
        });
        report.Write(output.IsStandard || rejected?.IsStandard == true ? _terminal.Error : _terminal.Output, arguments.GetValue(_json));
        PairReport.Write(_terminal, mended, blank: 0);
        return ExitCode.Success;
    }

    private static void Clean(LineCorpus corpus, PairCleaner cleaner, CleaningReport report, PairWriter kept, TextWriter? rejects)
    {
        foreach (SentencePair pair in corpus.ReadLines())
        {
            PairFault? fault = cleaner.FindFault(pair);
            report.Add(fault);
            if (fault is not { } reason)
            {
                kept.Write(pair);
            }
            else
            {
                rejects?.Write(string.Create(
                    CultureInfo.InvariantCulture, $"{CleaningReport.NameOf(reason)}\t{report.Read}\t{PairWriter.AsWritten(pair.Source)}\t{PairWriter.AsWritten(pair.Target)}\n"));
            }
        }
    }
}
