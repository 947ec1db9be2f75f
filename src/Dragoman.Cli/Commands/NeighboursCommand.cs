using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Neighbours;
using Dragoman.Storage;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman neighbours</c>: shows where in training sentences the model was in a similar state.</summary>
internal sealed class NeighboursCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();
    private readonly SentenceArgument _sentence = new("look at");
    private readonly Option<StateKind?> _of = ChoiceOption.Create<StateKind>("--of", "Which state: at a source token, after a step, or what was attended to. Default: encoder.");
    private readonly Option<int?> _position = NumberOption.Whole("--position", 0, "Number of the token, from 0: of the source for the encoder, else of the translation. Default: 0.");
    private readonly Option<int?> _count = NumberOption.Whole("--count", 1, 1000, "Places to show. Default: 10.");
    private readonly Option<string?> _index = new("--index") { Description = "The index. Default: that in the model's folder.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object." };
    private readonly SearchSettings _search = new();
    private readonly SentenceLimitOption _limit = new();

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it writes.</param>
    internal NeighboursCommand(Terminal terminal)
        : base("neighbours", "Show where in training sentences the model was in a state like one of this sentence's. `dragoman index` makes the index that it needs.")
    {
        _terminal = terminal;
        Add(_model);
        _sentence.AddTo(this);
        foreach (Option option in new Option[] { _of, _position, _count, _index, _json })
        {
            Add(option);
        }

        _search.AddTo(this);
        _limit.AddTo(this);
        Validators.Add(result => _sentence.CheckSearch(result, _search.FirstIn(result)));
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        ModelFolder folder = new(arguments.GetValue(_model)!);
        string path = arguments.GetValue(_index) ?? folder.NeighboursPath;
        using Translator translator = Translator.Load(folder.Path);
        if (!File.Exists(path))
        {
            throw new CommandException(
                $"{path} {(Directory.Exists(path) ? "is a folder, not the file that" : "does not exist, and it")} holds the states to look among. Make it once: dragoman index --model {ShellText.Quote(folder.Path)} --data FILE");
        }

        using NeighbourIndex index = NeighbourIndex.Open(path, translator);
        _limit.Apply(arguments, translator);
        (string sentence, string? target) = _sentence.Read(arguments, _terminal);
        SearchOptions? search = target is null ? _search.Apply(arguments, translator) : null;
        Explanation explanation = translator.Explain(sentence, new ExplanationRequest { Search = search, Target = target });
        StateNeighbours found = index.FindLike(
            explanation, arguments.GetValue(_of) ?? StateKind.Encoder, arguments.GetValue(_position) ?? 0, arguments.GetValue(_count) ?? 10);
        if (arguments.GetValue(_json))
        {
            _terminal.Output.WriteLine(NeighbourJson.ToJson(found));
        }
        else
        {
            Write(explanation, found);
        }

        ReadingNotes notes = new(_terminal, translator);
        notes.Add(explanation);
        _terminal.Output.Flush();
        notes.Report();
        return ExitCode.Success;
    }

    private void Write(Explanation explanation, StateNeighbours found)
    {
        IEnumerable<string> tokens = found.Of == StateKind.Encoder ? explanation.Source.Tokens.Select(token => token.Text) : explanation.Steps.Select(step => step.Write);
        _terminal.Output.WriteLine(Marked([.. tokens], found.Position));
        _terminal.Output.WriteLine();
        TextTable table = new(0);
        foreach (Neighbour neighbour in found.Neighbours)
        {
            string other = found.Of == StateKind.Encoder ? neighbour.Target : neighbour.Source;
            table.Add(neighbour.Similarity.ToString("F3", CultureInfo.InvariantCulture), Marked(neighbour.Tokens, neighbour.Position), other);
        }

        table.Write(_terminal.Output);
    }

    private static string Marked(IReadOnlyList<string> tokens, int position) => string.Join(' ', tokens.Select((token, i) => i == position ? $"[{token}]" : token));
}
