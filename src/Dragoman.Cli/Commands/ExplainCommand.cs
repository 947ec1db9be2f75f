using System.CommandLine;
using System.CommandLine.Parsing;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Drawing;
using Dragoman.Explanations;
using Dragoman.Inspector;
using Dragoman.Models;
using Dragoman.Visualization;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman explain</c>: how the model comes to a word, part by part, or to the whole translation as data.</summary>
internal sealed class ExplainCommand : Command
{
    private const int CandidatesInATerminal = 5;

    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();
    private readonly SentenceArgument _sentence = new("explain");
    private readonly Option<int?> _word = NumberOption.Whole("--word", 1, "Which word of the translation to explain, from 1; the end token counts. Default: the first.");
    private readonly Option<string[]> _prefix = new("--prefix")
    {
        Description = "Tokens that the translation must begin with, as the target vocabulary spells them.",
        HelpName = "TOKEN",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _must = new("--must")
    {
        Description = "A word or phrase that the translation must hold; may be given several times. With --also, each translation.",
        HelpName = "TEXT",
    };

    private readonly Option<string[]> _not = new("--not") { Description = "A word or phrase that it must not hold; may be given several times.", HelpName = "TEXT" };
    private readonly Option<WeightPrecision?> _precision = PrecisionOption.Create();
    private readonly OutputOption _json = new("--json", "Write the explanation of all words into this JSON file instead; - is standard output.");
    private readonly OutputOption _html = new("--html", "Write the explanation of all words into this page, which needs no server, instead; - is standard output.");
    private readonly Option<string[]> _also = new("--also") { Description = "A further sentence for the page; may be given several times.", HelpName = "TEXT" };
    private readonly SearchSettings _search = new();
    private readonly SentenceLimitOption _limit = new();

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it writes.</param>
    internal ExplainCommand(Terminal terminal)
        : base("explain", "Show how the model comes to a word of a translation: read, score, weigh, context, state, readout, predict.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_precision);
        _sentence.AddTo(this);
        Add(_word);
        Add(_prefix);
        Add(_must);
        Add(_not);
        _json.AddTo(this);
        _html.AddTo(this);
        Add(_also);
        _search.AddTo(this);
        _limit.AddTo(this);
        Validators.Add(Check);
        SetAction(Run);
    }

    private void Check(CommandResult result)
    {
        _sentence.CheckSearch(result, Array.Find([_prefix, _must, _not], option => result.GetResult(option) is not null)?.Name ?? _search.FirstIn(result));
        bool isWhole = _json.IsIn(result) || _html.IsIn(result);
        if (isWhole && result.GetResult(_word) is not null)
        {
            result.AddError($"{_word.Name} would have no effect: {_json.Name} and {_html.Name} take all words.");
        }

        if (result.GetResult(_also) is not null && (!_html.IsIn(result) || result.GetResult(_sentence.Target) is not null))
        {
            result.AddError($"{_also.Name} is for further sentences of the page that {_html.Name} writes, and not with {_sentence.Target.Name}.");
        }
    }

    private int Run(ParseResult arguments)
    {
        string folder = arguments.GetValue(_model)!;
        InputFiles inputs = new InputFiles(_terminal).AddModel(folder);
        TextOutput? json = _json.OpenIfGiven(arguments, _terminal, inputs);
        TextOutput? html = _html.OpenIfGiven(arguments, _terminal, inputs);
        if (html is not null && json?.IsSameAs(html) == true)
        {
            throw new CommandException($"{_json.Name} and {_html.Name} both lead to {html.Name}; one would overwrite the other. Name two files.", ExitCode.Usage);
        }

        using Translator translator = Translator.Load(folder, precision: arguments.GetValue(_precision) ?? WeightPrecision.Full);
        _limit.Apply(arguments, translator);
        (string sentence, string? target) = _sentence.Read(arguments, _terminal);
        ExplanationRequest request = new()
        {
            Search = target is null ? _search.Apply(arguments, translator) : null,
            Target = target,
            Prefix = arguments.GetValue(_prefix) ?? [],
            Required = arguments.GetValue(_must) ?? [],
            Forbidden = arguments.GetValue(_not) ?? [],
        };
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        bool isWhole = json is not null || html is not null;
        ReadingNotes notes = new(_terminal, translator);
        Explanation explanation = Explain(translator, sentence, isWhole ? request : request with { Candidates = CandidatesInATerminal }, name);
        notes.Add(explanation);
        json?.Write(writer => writer.Write(ExplanationJson.ToJson(explanation)));
        if (html is not null)
        {
            Explanation[] others = [.. (arguments.GetValue(_also) ?? []).Select(text => Explain(translator, text, request, name))];
            Array.ForEach(others, notes.Add);
            html.Write(writer => InspectorPage.WriteFile(writer, [.. others.Prepend(explanation).Select(Record)]));
        }

        if (!isWhole)
        {
            Write(explanation, arguments.GetValue(_word) ?? 1);
        }

        _terminal.Output.Flush();
        notes.Report();
        return ExitCode.Success;
    }

    private static RecordedTrace Record(Explanation explanation) => new(explanation.Source.Text, ExplanationJson.ToJson(explanation));

    private static Explanation Explain(Translator translator, string sentence, ExplanationRequest request, string name)
    {
        try
        {
            Explanation explanation = translator.Explain(sentence, request);
            return explanation with { Model = explanation.Model with { Name = name } };
        }
        catch (ModelRequestException wrong)
        {
            throw new CommandException(wrong.Message);
        }
    }

    private void Write(Explanation explanation, int word)
    {
        if (word > explanation.Steps.Count)
        {
            throw new CommandException(
                $"{_word.Name} is {word}, but the translation has {explanation.Steps.Count} words, the end token included: {explanation.Hypotheses[explanation.Shown].Text}", ExitCode.Usage);
        }

        _terminal.Output.WriteLine($"{"source",-13} {string.Join(' ', explanation.Source.Tokens.Select(token => TextCells.Printable(token.Text) + (token.IsKnown ? "" : "*")))}");
        _terminal.Output.WriteLine($"{"translation",-13} {string.Join(' ', explanation.Steps.Select(step => TextCells.Printable(step.Write)))}");
        if (explanation.Source.Tokens.Any(token => !token.IsKnown))
        {
            _terminal.Output.WriteLine("* not in the model's vocabulary: read as <unk>");
        }

        _terminal.Output.WriteLine();
        new StepText(_terminal.Output, explanation).Write(explanation.Steps[word - 1]);
    }
}
