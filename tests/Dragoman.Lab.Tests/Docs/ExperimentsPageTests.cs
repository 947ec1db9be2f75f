using Dragoman.Tests.Docs;

namespace Dragoman.Lab.Tests.Docs;

public sealed class ExperimentsPageTests
{
    [Fact]
    public void Render_CommittedPage_IsUpToDate() => CommittedPage.AssertUpToDate(
        "experiments.md", page => page.Split(ExperimentsPage.Start)[0] + ExperimentsPage.Render());
}
