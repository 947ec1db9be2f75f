using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Serialization;
using Dragoman.Shards;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman translate</c>: translates lines, one for one and in order.</summary>
internal sealed class TranslateCommand : Command
{
    private const int ChunkSize = 1000;
    private const string DefaultField = "text";
    private const string FirstColumnAlone = "To translate the first column only: cut -f1 FILE | dragoman translate ...";
    private const string PartedColumns = "Make an object of each column that is to be translated.";
    private const string MemberAlone = "To translate a member of each object: --format jsonl, and --field NAME if it is not text.";

    private readonly Terminal _terminal;
    private readonly TranslatorSettings _models = new();
    private readonly Option<string?> _input = new("--input") { Description = "Sentences, one per line; - is standard input. Default: standard input.", HelpName = "FILE" };
    private readonly OutputOption _output = new("the translations");
    private readonly ShardSettings _shards = new();
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
        _shards.AddTo(this);
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
        string? target = _shards.TargetOf(arguments, output, inputs);
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

        string inputName = inputPath ?? Terminal.InputName;
        using Utf8LineReader input = OpenInput(inputPath);
        using RequestLines requests = new(arguments.GetValue(_prefixes), arguments.GetValue(_constraints), inputName);
        using ShardFile? kept = target is null
            ? null
            : _shards.Open(arguments, target, SettingsOf(arguments, translator, search, format), isNumbered: format == TranslationFormat.Moses);
        LineFeed feed = kept is null ? new(input, ChunkSize) : new(input, ChunkSize, _shards.PartOf(arguments), kept.Start, inputName);
        ReadingNotes notes = new(_terminal, translator);
        SentenceWarning warning = new(_terminal, inputName, format == TranslationFormat.Jsonl ? PartedColumns : FirstColumnAlone, MemberAlone);
        TranslatedRecords? records = format == TranslationFormat.Jsonl ? new(inputName, arguments.GetValue(_field) ?? DefaultField) : null;
        TranslationWriter writer = new(format, alignments, records);
        LineTranslation translation = new()
        {
            Translator = translator,
            Search = search,
            Requests = requests,
            Records = records,
            ReplaceUnknown = replaceUnknown,
            Writer = writer,
            Warning = warning,
            Notes = notes,
        };
        if (kept is null)
        {
            output.Write(text => translation.Run(feed, text, kept: null));
        }
        else
        {
            WriteOn(kept, output.Name, feed, translation);
        }

        warning.Finish();
        notes.Report();
        writer.Report(_terminal.Error);
        return ExitCode.Success;
    }

    private Utf8LineReader OpenInput(string? path)
    {
        if (path is not null)
        {
            return Utf8LineReader.OpenOnce(path);
        }

        Utf8LineReader lines = _terminal.OpenInput();
        if (_terminal.IsTyped)
        {
            _terminal.Error.WriteLine("Type sentences, one per line; Ctrl-D ends.");
        }

        return lines;
    }

    private void WriteOn(ShardFile kept, string output, LineFeed feed, LineTranslation translation)
    {
        if (kept.Start.Lines > 0 && !kept.WasWhole)
        {
            _terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: {output} goes on after line {kept.Start.Lines:N0} of its input."));
        }

        kept.Write(writer => translation.Run(feed, writer, kept));
        kept.Complete(feed.End);
        if (kept.WasWhole)
        {
            _terminal.Error.WriteLine($"note: {output} was whole already, of this input and these settings.");
        }
    }

    /// <summary>What a translation depends on besides its sentence; not threads and batches, which change no bit of it.</summary>
    private Dictionary<string, string> SettingsOf(ParseResult arguments, Translator translator, SearchOptions search, TranslationFormat format)
    {
        Dictionary<string, string> settings = OptionCatalog.ValuesOf(translator.Options.WithDecoding(_ => search))
            .Where(option => option.Key.StartsWith("decoding.", StringComparison.Ordinal) && option.Key != "decoding.batchSize")
            .ToDictionary(option => option.Key, option => option.Value.Trim('"'));
        _models.NoteIn(settings, arguments);
        _unknown.NoteIn(settings, arguments);
        settings[_format.Name] = format.ToString().ToLowerInvariant();
        settings[_field.Name] = arguments.GetValue(_field) ?? DefaultField;
        settings[_alignments.Name] = arguments.GetValue(_alignments)?.ToString().ToLowerInvariant() ?? "none";
        settings[SentenceLimitOption.Name] = translator.MaximumSentenceLength.ToString(CultureInfo.InvariantCulture);
        foreach (Option<string?> file in new[] { _prefixes, _constraints })
        {
            if (arguments.GetValue(file) is { } path)
            {
                settings[file.Name] = $"checksum {FileChecksum.Of(path).Text}";
            }
        }

        return settings;
    }
}
