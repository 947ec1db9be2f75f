using System.CommandLine;
using Dragoman.Alignments;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Drawing;
using Dragoman.Visualization;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman attention</c>: shows where the model looked while it translated a sentence.</summary>
internal sealed class AttentionCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();
    private readonly SentenceArgument _sentence = new("look at");
    private readonly OutputOption _svg = new("--svg", "Draw into this SVG file instead of the terminal; - is standard output.");
    private readonly OutputOption _json = new("--json", "Write the weights into this JSON file instead; - is standard output.");
    private readonly SearchSettings _search = new();
    private readonly SentenceLimitOption _limit = new();

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it draws.</param>
    internal AttentionCommand(Terminal terminal)
        : base("attention", "Draw a heat map of the attention: a row for each target token, a column for each source token.")
    {
        _terminal = terminal;
        Add(_model);
        _sentence.AddTo(this);
        _svg.AddTo(this);
        _json.AddTo(this);
        _search.AddTo(this);
        _limit.AddTo(this);
        Validators.Add(result => _sentence.CheckSearch(result, _search.FirstIn(result)));
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        string model = arguments.GetValue(_model)!;
        InputFiles inputs = new InputFiles(_terminal).AddModel(model);
        TextOutput? svg = _svg.OpenIfGiven(arguments, _terminal, inputs);
        TextOutput? json = _json.OpenIfGiven(arguments, _terminal, inputs);
        if (svg is not null && json?.IsSameAs(svg) == true)
        {
            throw new CommandException($"{_svg.Name} and {_json.Name} both lead to {svg.Name}; one would overwrite the other. Name two files.", ExitCode.Usage);
        }

        using Translator translator = Translator.Load(model);
        CommandException.ThrowIfNoAttention(translator, "nothing to draw");
        _limit.Apply(arguments, translator);
        (string sentence, string? target) = _sentence.Read(arguments, _terminal);
        Translation translation = target is not null
            ? translator.Align(sentence, target)
            : translator.Translate(sentence, _search.Apply(arguments, translator));
        if (translation.Attention is not { } map)
        {
            throw new CommandException("The sentence is blank.");
        }

        svg?.Write(writer => writer.Write(AttentionSvg.Render(map, $"{sentence} → {translation.Text}")));
        json?.Write(writer => writer.Write(AttentionJson.ToJson(map)));
        if (svg is null && json is null)
        {
            Draw(translation, map);
        }

        ReadingNotes notes = new(_terminal, translator);
        notes.Add(translation, isGiven: target is not null);
        _terminal.Output.Flush();
        notes.Report();
        return ExitCode.Success;
    }

    private void Draw(Translation translation, AttentionMap map)
    {
        _terminal.Output.WriteLine(translation.Text);
        _terminal.Output.WriteLine();
        HeatMap.Draw(_terminal, map);
    }
}
