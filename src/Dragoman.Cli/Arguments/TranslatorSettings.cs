using System.CommandLine;
using Dragoman.Models;
using Dragoman.Storage;

namespace Dragoman.Cli.Arguments;

/// <summary><c>--model</c>, <c>--ensemble</c> for further models that translate together with it, <c>--precision</c>, and <c>--threads</c>.</summary>
internal sealed class TranslatorSettings
{
    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<string[]> _others = new("--ensemble")
    {
        Description = "Folder of a further model, trained on the same pairs with another seed, to translate together with; may be given several times. Each token is predicted by the mean of their probabilities.",
        HelpName = "DIR",
    };

    private readonly Option<WeightPrecision?> _precision = PrecisionOption.Create();
    private readonly Option<int?> _threads = NumberOption.Whole(
        "--threads", 1, 256, "Batches translated at the same time, each on a thread of its own; the translations are the same for any number. Default: one per processor.");

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_model);
        verb.Add(_others);
        verb.Add(_precision);
        verb.Add(_threads);
    }

    /// <summary>Loads the models that are named.</summary>
    /// <param name="arguments">The command line.</param>
    internal Translator Load(ParseResult arguments)
    {
        Translator translator = Translator.LoadEnsemble(FoldersOf(arguments), precision: arguments.GetValue(_precision) ?? WeightPrecision.Full);
        translator.Threads = arguments.GetValue(_threads) ?? Environment.ProcessorCount;
        return translator;
    }

    /// <summary>Notes what translations depend on.</summary>
    /// <param name="settings">Where to note it, by name.</param>
    /// <param name="arguments">The command line.</param>
    internal void NoteIn(Dictionary<string, string> settings, ParseResult arguments)
    {
        settings["models"] = $"checksum {string.Join(", ", FoldersOf(arguments).Select(ModelChecksum.Of))}";
        settings[_precision.Name] = arguments.GetResult(_precision)?.Tokens[0].Value ?? "as in the model";
    }

    /// <summary>The folders that are named, the first model's first.</summary>
    /// <param name="arguments">The command line.</param>
    internal string[] FoldersOf(ParseResult arguments) => [arguments.GetValue(_model)!, .. arguments.GetValue(_others) ?? []];
}
