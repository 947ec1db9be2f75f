using System.CommandLine;
using Dragoman.Cli.Serving;
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
        Add(_training);
        Add(_open);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        ServerOptions options = new()
        {
            Urls = _address.Read(arguments),
            Keys = _keys.Read(arguments),
            Limits = _load.ReadLimits(arguments),
            Queue = _load.ReadQueue(arguments),
            TrainingFolders = arguments.GetValue(_training) ?? [],
            Models = models => _models.AddTo(arguments, models),
        };
        new ServerRun(_terminal).Serve(options, arguments.GetValue(_open));
        return ExitCode.Success;
    }
}
