using System.CommandLine;
using Dragoman.Cli.Arguments;

namespace Dragoman.Cli.Serving;

/// <summary>Where a server listens.</summary>
internal sealed class AddressSettings
{
    private const int DefaultPort = 5000;
    private const int HighestPort = 65_535;

    private readonly Option<string[]> _urls = new("--url")
    {
        Description = "Address to listen at, such as http://0.0.0.0:8080; may be repeated. Default: http://127.0.0.1:5000, which only this machine reaches.",
        HelpName = "URL",
    };

    private readonly Option<int?> _port = NumberOption.Whole("--port", 0, HighestPort, $"Port at 127.0.0.1; 0 takes a free one. Default: {DefaultPort}.");

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_urls);
        verb.Add(_port);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(_urls) is not null && result.GetResult(_port) is not null)
            {
                result.AddError($"{_port.Name} would have no effect: {_urls.Name} says the port, too.");
            }

            string[] urls = result.ValidValue(_urls) ?? [];
            if (urls.GroupBy(url => url.TrimEnd('/'), StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } repeated)
            {
                result.AddError($"{_urls.Name} {repeated.Key} is given twice. Leave one out.");
            }

            foreach (string url in urls)
            {
                if (!IsAddress(url))
                {
                    result.AddError($"{_urls.Name} is \"{url}\"; it must be http://HOST:PORT, HOST being an IP address of this machine, localhost, or * for all addresses. (For https put a server such as nginx in front.)");
                }
            }
        });
    }

    /// <summary>The addresses.</summary>
    /// <param name="arguments">The command line.</param>
    internal IReadOnlyList<string> Read(ParseResult arguments) =>
        arguments.GetValue(_urls) is { Length: > 0 } urls ? urls : [$"http://127.0.0.1:{arguments.GetValue(_port) ?? DefaultPort}"];

    /// <summary>Whether a server can listen there. At a name other than localhost it would listen at all addresses, whatever the name means.</summary>
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out Uri? uri) &&
        uri.Scheme == Uri.UriSchemeHttp && uri.AbsolutePath == "/" && uri.Query.Length == 0 && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 &&
        (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || uri.Host == "localhost");
}
