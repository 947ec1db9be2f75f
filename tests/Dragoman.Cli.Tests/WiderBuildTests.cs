namespace Dragoman.Cli.Tests;

public sealed class WiderBuildTests
{
    [Theory]
    [InlineData(2, "")]
    [InlineData(3, "x86-64-v3")]
    [InlineData(4, "x86-64-v4 x86-64-v3")]
    public void FoldersFor_Level_BestFirst(int level, string expected) => Assert.Equal(expected, string.Join(' ', WiderBuild.FoldersFor(level)));

    [Fact]
    public void TryRun_CompiledWhileItRuns_GoesOn() => Assert.Null(WiderBuild.TryRun(["--version"]));
}
