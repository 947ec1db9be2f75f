using Dragoman.Lab.Demo;

namespace Dragoman.Cli.Tests.Docs;

/// <summary>What the README tells a newcomer to type, typed.</summary>
public sealed class ReadmeTests
{
    private const string Source = "dotnet run -c Release --project src/Dragoman.Cli -- ";
    private const string Published = "out/dragoman ";

    [Fact]
    public void Commands_InTheirOrder_Work()
    {
        using Workspace workspace = new();
        workspace.Write("pairs.tsv", Pairs(DemoCorpus.Generate(200, seed: 3)));
        IReadOnlyList<DemoPair> test = [.. DemoCorpus.Generate(20, seed: 4)];
        workspace.Write("test.tsv", Pairs(test));
        workspace.Write("test.fr", Lines(test.Select(pair => pair.French)));
        workspace.Write("base.fr", Lines(test.Select(pair => pair.English))); // Outputs of two systems, one of which copies.
        workspace.Write("new.fr", Lines(test.Select(pair => pair.French)));
        Directory.CreateDirectory(workspace["cmudict"]);
        workspace.Write("cmudict/pairs.tsv", Lines(Enumerable.Range(0, 2200).Select(i => $"w{i}\tW {i % 7}")));
        string[] commands = [.. MarkdownPage.Read("README.md").Blocks("sh").SelectMany(block => block).Select(Command).OfType<string>()];
        Assert.Contains("demo", commands);
        Assert.True(commands.Length >= 5, "The README shows fewer commands than it should.");

        foreach (string command in commands)
        {
            if (command.StartsWith("download ", StringComparison.Ordinal))
            {
                continue; // Tests keep off the network; what it would write is there.
            }

            (string input, string arguments) = command.Split(" | ") is [string echo, string piped] ? (Words(echo)[1] + "\n", piped) : ("", command);
            ChildProcess.Run(input, workspace.Folder, Words(arguments)).Expect(0);
        }

        Assert.True(File.Exists(workspace["attention.svg"]));
        Assert.True(File.Exists(workspace["demo-attention.svg"]));
        CommandResult sample = ChildProcess.RunSample(workspace.Folder, "application").Expect(0);
        Assert.NotEmpty(sample.Output);
    }

    /// <summary>What follows the program's name in a line, with what is piped into it; null for other lines.</summary>
    private static string? Command(string line)
    {
        string text = line.Split('#')[0].Trim();
        return text.Contains(Source, StringComparison.Ordinal) ? text.Replace(Source, "", StringComparison.Ordinal)
            : text.Contains(Published, StringComparison.Ordinal) ? text.Replace(Published, "", StringComparison.Ordinal)
            : null;
    }

    /// <summary>Cuts a line at blanks outside quotation marks.</summary>
    private static string[] Words(string line) =>
        [.. line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string Pairs(IEnumerable<DemoPair> pairs) => string.Concat(pairs.Select(pair => $"{pair.English}\t{pair.French}\n"));
}
