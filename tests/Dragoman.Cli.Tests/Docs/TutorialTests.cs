namespace Dragoman.Cli.Tests.Docs;

/// <summary>The samples of the tutorial run, and what the pages quote of them is what they print.</summary>
public sealed class TutorialTests
{
    private const string Folder = "docs/tutorial/";

    /// <summary>Samples that only compute a few numbers: they print the same on every machine. Training may differ in the last digits.</summary>
    private static readonly string[] Exact = ["attention", "softmax", "scores"];

    private static readonly string[] Trained = ["bottleneck", "bahdanau", "luong", "own-score", "parsing"];

    public static TheoryData<string> Samples => [.. Exact, .. Trained];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_OfAStep_RunsAndIsOnItsPage(string name)
    {
        string page = Assert.Single(MarkdownPage.Names(), page => page.StartsWith(Folder, StringComparison.Ordinal) && page.EndsWith($"-{name}.md", StringComparison.Ordinal));
        MarkdownPage text = MarkdownPage.Read(page);
        Assert.Contains([$"dotnet run -c Release --project samples -- {name}"], text.Blocks("sh"));
        using Workspace workspace = new();

        CommandResult result = ChildProcess.RunSample(workspace.Folder, name).Expect(0);

        Assert.NotEmpty(Directory.GetFiles(workspace["artifacts/tutorial"], "*.svg"));
        if (Exact.Contains(name))
        {
            Assert.All(text.Blocks("text"), block => Assert.Contains(string.Join('\n', block), result.Output, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Pages_OfTheTutorial_AreInTheIndex()
    {
        string index = File.ReadAllText(Path.Combine(TestKit.Checkout.Root(), Folder, "README.md"));
        string[] pages = [.. MarkdownPage.Names().Where(page => page.StartsWith(Folder, StringComparison.Ordinal)).Select(Path.GetFileName).OfType<string>()];
        Assert.Equal(9, pages.Length);
        Assert.All(pages.Where(page => page != "README.md"), page => Assert.Contains($"({page})", index, StringComparison.Ordinal));
    }
}
