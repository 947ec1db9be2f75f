using Dragoman.TestKit;

namespace Dragoman.Tests.Docs;

public sealed class OptionsPageTests
{
    /// <summary>Set this environment variable to 1 to write the page anew.</summary>
    private const string UpdateVariable = "DRAGOMAN_UPDATE_DOCS";

    [Fact]
    public void Render_CommittedPage_IsUpToDate()
    {
        string path = Path.Combine(Checkout.Root(), "docs", "options.md");
        string page = OptionsPage.Render();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == page,
            $"docs/options.md no longer agrees with the option records; run the tests once with {UpdateVariable}=1 and look at the difference.");
    }
}
