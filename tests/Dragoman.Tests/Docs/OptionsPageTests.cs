namespace Dragoman.Tests.Docs;

public sealed class OptionsPageTests
{
    [Fact]
    public void Render_CommittedPage_IsUpToDate() => CommittedPage.AssertUpToDate("options.md", _ => OptionsPage.Render());
}
