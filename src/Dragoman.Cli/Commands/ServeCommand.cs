using System.CommandLine;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Serving;
using Dragoman.Models;
using Dragoman.Server;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman serve</c>: models over HTTP.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Terminal _terminal;
    private readonly ServedModels _models = new();
    private readonly AddressSettings _address = new();
    private readonly KeySettings _keys = new();
    private readonly LoadSettings _load = new();
    private readonly Option<WeightPrecision?> _precision = PrecisionOption.Create();
    private readonly ShortlistOptions _shortlist = new();
    private readonly Option<string[]> _training = new("--training")
    {
        Description = "Folder of a model in training that the page /training shows; may be repeated.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _open = new("--open") { Description = "Show the page of the server in the browser." };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal ServeCommand(Terminal terminal)
        : base("serve", "Serve models over HTTP, with a page to look inside. Ctrl-C and SIGTERM stop it when what runs is finished.")
    {
        _terminal = terminal;
        _models.AddTo(this);
        _address.AddTo(this);
        _keys.AddTo(this);
        _load.AddTo(this);
        Add(_precision);
        Add(_shortlist.Count);
        Add(_shortlist.Frequent);
        Add(_training);
        Add(_open);
        Validators.Add(result =>
        {
            if (result.GetResult(_shortlist.Frequent) is not null && result.ValidValue(_shortlist.Count) is null or 0)
            {
                result.AddError($"{_shortlist.Frequent.Name} would have no effect: there is no shortlist. Add, say, {_shortlist.Count.Name} 50.");
            }
        });
        SetAction(arguments => WebBuild.IsThis ? Run(arguments) : WebBuild.TakeOver());
    }

    private int Run(ParseResult arguments)
    {
        if (arguments.GetValue(_training)?.FirstOrDefault(File.Exists) is { } file)
        {
            throw new CommandException($"{_training.Name} {file} is a file. Name the folder of a model in training.", ExitCode.Usage);
        }

        ServerOptions options = new()
        {
            Urls = _address.Read(arguments),
            Keys = _keys.Read(arguments),
            Limits = _load.ReadLimits(arguments),
            Queue = _load.ReadQueue(arguments),
            Precision = arguments.GetValue(_precision) ?? WeightPrecision.Full,
            Shortlist = arguments.GetValue(_shortlist.Count),
            ShortlistFrequent = arguments.GetValue(_shortlist.Frequent),
            TrainingFolders = arguments.GetValue(_training) ?? [],
            Models = models => _models.AddTo(arguments, models),
        };
        new ServerRun(_terminal).Serve(options, arguments.GetValue(_open));
        return ExitCode.Success;
    }
}
