using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Training;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Lab.Datasets;
using Dragoman.Lab.Downloads;
using Dragoman.Messages;
using Dragoman.Serialization;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman download</c>: fetches a public data set and writes it as files of pairs.</summary>
internal sealed class DownloadCommand : Command
{
    private readonly Terminal _results;
    private readonly Terminal _terminal;
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "Name of the data set; --list shows them.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _list = new("--list") { Description = "List the data sets, with their size and what they are good for." };
    private readonly Option<string?> _output = new("--output") { Description = "Folder for the files of pairs. Default: the name of the data set.", HelpName = "DIR" };

    private readonly Option<string?> _cache = new("--cache")
    {
        Description = "Folder that keeps what was fetched. Default: dragoman in the user's folder for caches (XDG_CACHE_HOME).",
        HelpName = "DIR",
    };

    private readonly Option<Uri?> _from = new("--from")
    {
        Description = "A mirror: a folder on a server, below which the files of the data set stand under their names.",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
            {
                return url;
            }

            result.AddError($"--from is \"{result.Tokens[0].Value}\"; it must be an address that begins with https:// or http://.");
            return null;
        },
    };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal DownloadCommand(Terminal terminal)
        : base("download", "Fetch a public data set and write it as files of pairs, ready for training. A download that was stopped goes on where it ended.")
    {
        (_results, _terminal) = (terminal, terminal.ForReports); // What is fetched is kept in files; the list is a result.
        Add(_name);
        Add(_list);
        Add(_output);
        Add(_cache);
        Add(_from);
        Validators.Add(result =>
        {
            if (result.GetResult(_name) is null or { Tokens.Count: 0 } && result.GetResult(_list) is null)
            {
                result.AddError("download needs the name of a data set; dragoman download --list shows them.");
            }
            else if (result.GetResult(_list) is not null && FirstBesideList(result) is { } idle)
            {
                result.AddError($"{idle} would have no effect: {_list.Name} shows all data sets and fetches none.");
            }
        });
        SetAction(arguments => WebBuild.IsThis ? Run(arguments) : WebBuild.TakeOver());
    }

    /// <summary>How long to put up with a server.</summary>
    internal DownloadPatience Patience { get; init; } = new();

    private string? FirstBesideList(CommandResult result) =>
        result.GetResult(_name) is { Tokens.Count: > 0 } ? _name.Name : new System.CommandLine.Option[] { _output, _cache, _from }.FirstOrDefault(option => result.GetResult(option) is not null)?.Name;

    private int Run(ParseResult arguments)
    {
        if (arguments.GetValue(_list))
        {
            List();
            return ExitCode.Success;
        }

        string name = arguments.GetValue(_name)!; // The validator has seen to it.
        Dataset dataset = DatasetCatalog.Find(name) ?? throw new CommandException(
            $"There is no data set {name}.{Suggestion.For(name, DatasetCatalog.All.Select(known => known.Name))} See: dragoman download --list", ExitCode.Usage);
        string output = arguments.GetValue(_output) ?? name;
        OutputFolder.ThrowUnlessFolder(output, _output);

        _terminal.Output.WriteLine($"{dataset.Name}: {dataset.Title}");
        _terminal.Output.WriteLine($"licence: {dataset.Licence}");
        _terminal.Output.Flush();
        DownloadCache cache = new(arguments.GetValue(_cache) ?? DownloadCache.DefaultFolder);
        using (StopSignals signals = new(static () => { }))
        {
            try
            {
                Fetch(dataset, cache, arguments.GetValue(_from), signals.Token);
            }
            catch (OperationCanceledException) when (signals.Received is { } signal)
            {
                _terminal.Error.WriteLine("stopped; the same command goes on from here.");
                return ExitCode.Stopped(signal);
            }
        }

        try
        {
            Write(dataset, cache, output);
        }
        catch (CorpusFormatException e) when (dataset.Files.Where(file => file.Sha256 is null).ToArray() is { Length: > 0 } doubtful)
        {
            Array.ForEach(doubtful, cache.Forget);
            throw new CommandException($"{e.Message} What was fetched without a known checksum may be damaged and is deleted, so that the same command fetches it anew.");
        }

        return ExitCode.Success;
    }

    private void Fetch(Dataset dataset, DownloadCache cache, Uri? mirror, CancellationToken stoppingToken)
    {
        DownloadDisplay display = new(_terminal);
        using Downloader downloader = new(cache, Patience, display);
        foreach (RemoteFile file in dataset.Files)
        {
            string path = downloader.FetchAsync(file, mirror, stoppingToken).GetAwaiter().GetResult();
            display.Finish();
            if (file.Sha256 is null)
            {
                _terminal.Error.WriteLine($"note: {file.Name} has no known checksum, so it was not checked; its SHA-256 is {DownloadCache.HashOf(path)}");
            }
        }
    }

    private void Write(Dataset dataset, DownloadCache cache, string folder)
    {
        FolderAccess.Make(folder);
        using WriterClaim claim = WriterClaim.Take(folder, folder);
        IReadOnlyList<WrittenPart> written = DatasetWriter.Write(dataset.Form, [.. dataset.Parts.Select(part => (FilesOf(part), Path.Combine(folder, part.Output)))]);
        foreach (WrittenPart part in written)
        {
            _terminal.Output.WriteLine($"{part.Path}: {Counted.Of(part.Pairs, "pair")}");
        }

        PairReport.Write(_terminal, written.Sum(part => part.Mended), written.Sum(part => part.Blank));

        IReadOnlyList<FetchedFile> FilesOf(DatasetPart part) => [.. part.Files.Select(file => new FetchedFile(cache.PathOf(file), file.Entry))];
    }

    private void List()
    {
        foreach (Dataset dataset in DatasetCatalog.All)
        {
            string size = dataset.Bytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB") : "size unknown";
            _results.Output.WriteLine($"{dataset.Name} ({size})");
            _results.Output.WriteLine($"    {dataset.Title}");
            _results.Output.WriteLine($"    for: {dataset.Use}");
            _results.Output.WriteLine($"    licence: {dataset.Licence}");
        }

        _results.Output.Flush();
    }
}
