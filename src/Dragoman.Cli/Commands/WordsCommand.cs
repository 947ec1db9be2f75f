using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Neighbours;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman words</c>: shows the words whose embeddings are near a word's, or near a sum of words'.</summary>
internal sealed class WordsCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();
    private readonly Argument<string> _word = new("word") { Description = "The word." };
    private readonly Option<string[]> _minus = Words("--minus", "A word to take away");
    private readonly Option<string[]> _plus = Words("--plus", "A word to add");
    private readonly Option<LanguageSide?> _side = ChoiceOption.Create<LanguageSide>("--side", "Whose words. Default: source.");
    private readonly Option<int?> _count = NumberOption.Whole("--count", 1, 1000, "Words to show. Default: 10.");
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object." };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it writes.</param>
    internal WordsCommand(Terminal terminal)
        : base("words", "Show the words that the model has placed near a word, or near a sum such as king --minus man --plus woman.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_word);
        foreach (Option option in new Option[] { _minus, _plus, _side, _count, _json })
        {
            Add(option);
        }

        SetAction(Run);
    }

    private static Option<string[]> Words(string name, string description) => new(name) { Description = description + "; may be repeated.", HelpName = "WORD" };

    private int Run(ParseResult arguments)
    {
        using Translator translator = Translator.Load(arguments.GetValue(_model)!);
        WordNeighbourhood found = WordNeighbours.Find(
            translator,
            arguments.GetValue(_side) ?? LanguageSide.Source,
            arguments.GetValue(_word)!,
            arguments.GetValue(_minus),
            arguments.GetValue(_plus),
            arguments.GetValue(_count) ?? 10);
        if (arguments.GetValue(_json))
        {
            _terminal.Output.WriteLine(NeighbourJson.ToJson(found));
            return ExitCode.Success;
        }

        TextTable table = new(0);
        foreach (WordNeighbour word in found.Neighbours)
        {
            table.Add(word.Similarity.ToString("F3", CultureInfo.InvariantCulture), word.Word);
        }

        table.Write(_terminal.Output);
        return ExitCode.Success;
    }
}
