using Dragoman.TestKit;
namespace Dragoman.Tests.Docs;

/// <summary>Generated pages that are committed.</summary>
internal static class CommittedPage
{
    /// <summary>Set this environment variable to 1 to write the pages anew.</summary>
    private const string UpdateVariable = "DRAGOMAN_UPDATE_DOCS";

    /// <summary>Fails the test unless a page is up to date.</summary>
    /// <param name="name">Name of the file in docs.</param>
    /// <param name="render">Makes the page from what it is now, which is empty if there is none.</param>
    internal static void AssertUpToDate(string name, Func<string, string> render)
    {
        string path = Path.Combine(Checkout.Root(), "docs", name);
        string committed = File.Exists(path) ? File.ReadAllText(path) : "";
        string page = render(committed);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, page);
            committed = page;
        }

        Assert.True(
            committed == page,
            $"docs/{name} no longer agrees with the code; run the tests once with {UpdateVariable}=1 and look at the difference.");
    }
}
