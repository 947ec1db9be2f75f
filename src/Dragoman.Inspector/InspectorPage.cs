using System.Collections.Frozen;
using System.Reflection;

namespace Dragoman.Inspector;

/// <summary>The page that shows a model at work: as files for a server, or as one file with recorded explanations that needs none.</summary>
/// <remarks>
/// The page asks nobody but the host that it comes from, runs no inline script and has no inline style, so that <see cref="ContentSecurityPolicy"/> can be strict.
/// </remarks>
public static class InspectorPage
{
    private const string Prefix = "page/";
    private static readonly Lazy<FrozenDictionary<string, PageAsset>> Loaded = new(Load);

    /// <summary>The policy to serve the page with: everything from its own host, nothing inline.</summary>
    public static string ContentSecurityPolicy => "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    /// <summary>The files of the page, by the path under which each is asked for; <c>/</c> is the inspector and <c>/training</c> the dashboard.</summary>
    public static IReadOnlyDictionary<string, PageAsset> Assets => Loaded.Value;

    /// <summary>Writes one HTML file with recorded explanations: scripts and styles are inside, and its policy allows no request.</summary>
    /// <param name="writer">Where to write; it should encode as UTF-8.</param>
    /// <param name="traces">The explanations, in the order in which they are offered.</param>
    /// <exception cref="ArgumentException">There is no trace, or an explanation is not JSON.</exception>
    /// <exception cref="IOException">The writer cannot write.</exception>
    public static void WriteFile(TextWriter writer, IEnumerable<RecordedTrace> traces)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(traces);
        RecordedTrace[] recorded = [.. traces];
        if (recorded.Contains(null))
        {
            throw new ArgumentException("A trace is null.", nameof(traces));
        }

        new SelfContainedFile(Assets).Write(writer, recorded);
    }

    private static FrozenDictionary<string, PageAsset> Load()
    {
        Assembly assembly = typeof(InspectorPage).Assembly;
        Dictionary<string, PageAsset> assets = [];
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            byte[] content = Read(assembly, name);
            foreach (string path in PathsOf(name[Prefix.Length..]))
            {
                assets.Add(path, new PageAsset(path, ContentTypeOf(name), content));
            }
        }

        return assets.ToFrozenDictionary();
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>The document is the page of both addresses, which tell it what to show.</summary>
    private static string[] PathsOf(string file) => file == "index.html" ? ["/", "/training"] : ["/" + file];

    private static string ContentTypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        string other => throw new InvalidOperationException($"The page has a file with the ending \"{other}\", whose media type is not known."),
    };
}
