using System.CommandLine;
using System.Globalization;
using Dragoman.Alignments;
using Dragoman.Cli.Arguments;
using Dragoman.Data;
using Dragoman.Decoding;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman translate</c>: translates lines, one for one and in order.</summary>
internal sealed class TranslateCommand : Command
{
    private const int ChunkSize = 1000;

    private readonly Terminal _terminal;
    private readonly TranslatorSettings _models = new();
    private readonly Option<string?> _input = new("--input") { Description = "Sentences, one per line; - is standard input. Default: standard input.", HelpName = "FILE" };
    private readonly OutputOption _output = new("the translations");
    private readonly SearchSettings _search = new();
    private readonly Option<string?> _prefixes = new("--prefixes")
    {
        Description = "What each translation must begin with: a line for each sentence, blank for nothing.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _constraints = new("--constraints")
    {
        Description = "What each translation must hold and must not: an object for each sentence, such as {\"must\":[\"a\",\"b c\"],\"not\":[\"d\"]}, blank for anything.",
        HelpName = "FILE",
    };

    private readonly UnknownSettings _unknown = new();
    private readonly SentenceLimitOption _limit = new();

    private readonly Option<int?> _bestCount = NumberOption.Whole(
        "--n-best", 1, 100, "Translations of each sentence, in the form moses unless --format says json.");

    private readonly Option<TranslationFormat?> _format = ChoiceOption.Create<TranslationFormat>(
        "--format",
        "One translation per line (text), lines of: line number from 0 ||| translation ||| score (moses), or an object per line with tokens, scores, " +
        "log probability of each token, and links (json). With jsonl the input is an object per line, too, which gets translation and score. Default: text; with --n-best moses.");

    private readonly Option<string?> _field = new("--field") { Description = "With --format jsonl: the member that holds the sentence. Default: text.", HelpName = "NAME" };

    private readonly Option<AlignmentFormat?> _alignments = ChoiceOption.Create<AlignmentFormat>(
        "--alignments",
        "Adds after |||: for each target token the source token looked at most, as source-target from 0 (pharaoh), or all weights (json). With --format " +
        "json the links are there anyway, and json adds the weights.");

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reads and writes.</param>
    internal TranslateCommand(Terminal terminal)
        : base("translate", "Translate sentences, one per line; a blank line stays blank.")
    {
        _terminal = terminal;
        _models.AddTo(this);
        Add(_input);
        _output.AddTo(this);
        _search.AddTo(this);
        Add(_prefixes);
        Add(_constraints);
        Add(_bestCount);
        Add(_format);
        Add(_field);
        Add(_alignments);
        _unknown.AddTo(this, _search);
        _limit.AddTo(this);
        Validators.Add(result =>
        {
            if (result.ValidValue(_format) == TranslationFormat.Text && result.GetResult(_bestCount) is not null)
            {
                result.AddError($"{_bestCount.Name} would have no effect: {_format.Name} text has one translation per line. Choose moses or json.");
            }

            bool isJsonl = result.ValidValue(_format) == TranslationFormat.Jsonl;
            if (isJsonl && (result.GetResult(_bestCount) is not null ? _bestCount.Name : result.GetResult(_alignments) is not null ? _alignments.Name : null) is { } idle)
            {
                result.AddError($"{idle} would have no effect: {_format.Name} jsonl adds translation and score. Choose json.");
            }

            if (!isJsonl && result.GetResult(_field) is not null)
            {
                result.AddError($"{_field.Name} would have no effect without {_format.Name} jsonl.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        string[] models = _models.FoldersOf(arguments);
        string? inputPath = arguments.GetValue(_input) is { } named and not "-" ? named : null;
        InputFiles inputs = new InputFiles(_terminal).Add(inputPath, arguments.GetValue(_prefixes), arguments.GetValue(_constraints), _unknown.DictionaryOf(arguments)).AddModels(models);
        TextOutput output = _output.Open(arguments, _terminal, inputPath is null ? inputs.AddStandardInput() : inputs);
        using Translator translator = _models.Load(arguments);
        _limit.Apply(arguments, translator);
        int? bestCount = arguments.GetValue(_bestCount);
        TranslationFormat format = arguments.GetValue(_format) ?? (bestCount is null ? TranslationFormat.Text : TranslationFormat.Moses);
        SearchOptions search = _search.Apply(arguments, translator, bestCount ?? 1);
        Func<Translation, Translation> replaceUnknown = _unknown.Apply(arguments, translator);
        AlignmentFormat? alignments = arguments.GetValue(_alignments);
        if (alignments is not null)
        {
            CommandException.ThrowIfNoAttention(translator, "nothing to align by");
        }

        string inputName = inputPath ?? "standard input";
        using Utf8LineReader input = inputPath is null
            ? Utf8LineReader.Open(_terminal.Input, inputName)
            : Utf8LineReader.OpenOnce(inputPath);
        if (inputPath is null && _terminal.IsTyped)
        {
            _terminal.Error.WriteLine("Type sentences, one per line; Ctrl-D ends.");
        }

        using RequestLines requests = new(arguments.GetValue(_prefixes), arguments.GetValue(_constraints), inputName);
        ReadingNotes notes = new(_terminal, translator);
        LineFeed feed = new(input, ChunkSize);
        ColumnWarning columns = new(_terminal, inputName, "To translate the first column only: cut -f1 FILE | dragoman translate ...");
        TranslatedRecords? records = format == TranslationFormat.Jsonl ? new(inputName, arguments.GetValue(_field) ?? "text") : null;
        long number = 0;
        output.Write(writer =>
        {
            for (List<string> lines = feed.Next(); lines.Count > 0; lines = feed.Next())
            {
                List<string> sentences = records is null ? lines : lines.ConvertAll(records.SentenceOf);
                columns.Check(sentences);
                columns.WarnEarly();
                List<TranslationRequest> asked = requests.Read(sentences);
                foreach (IReadOnlyList<Translation> translations in requests.Translate(asked.Count, () => translator.TranslateGuidedNBestBatch(asked, search)))
                {
                    notes.Add(translations[0]);
                    if (records is not null)
                    {
                        writer.Write(records.Complete(replaceUnknown(translations[0])) + "\n");
                        continue;
                    }

                    Write(writer, number++, [.. translations.Select(replaceUnknown)], format, alignments);
                }

                writer.Flush();
            }

            requests.Finish();
        });
        columns.Finish();
        notes.Report();
        return ExitCode.Success;
    }

    private static void Write(
        TextWriter output, long number, IReadOnlyList<Translation> translations, TranslationFormat format, AlignmentFormat? alignments)
    {
        if (format == TranslationFormat.Json)
        {
            output.Write(TranslationJson.ToJson(number, translations, withWeights: alignments == AlignmentFormat.Json));
            output.Write('\n');
            return;
        }

        foreach (Translation translation in format == TranslationFormat.Moses ? translations : translations.Take(1))
        {
            if (format == TranslationFormat.Moses)
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"{number} ||| {translation.Text} ||| {translation.Score:F6}"));
            }
            else
            {
                output.Write(translation.Text);
            }

            if (alignments is { } links)
            {
                output.Write(" ||| ");
                output.Write(Format(translation, links));
            }

            output.Write('\n');
        }
    }

    private static string Format(Translation translation, AlignmentFormat format) => (translation.Attention, format) switch
    {
        (null, AlignmentFormat.Json) => "null", // of a blank sentence
        (null, _) => "",
        ({ } map, AlignmentFormat.Json) => AttentionJson.ToJson(map),
        ({ } map, _) => Pharaoh.Format(HardAlignment.Of(map)),
    };
}
