namespace Dragoman.Cli.Tests;

public sealed class WebBuildTests
{
    [Theory]
    [InlineData("/opt/d/dragoman", "/opt/d/web/dragoman")]
    [InlineData("/opt/d/x86-64-v3/dragoman", "/opt/d/web/x86-64-v3/dragoman")]
    [InlineData("/opt/x86-64-v4/dragoman", "/opt/web/x86-64-v4/dragoman")]
    public void PathBeside_Build_HasTheSameWidth(string self, string expected) =>
        Assert.Equal(expected.Replace('/', Path.DirectorySeparatorChar), WebBuild.PathBeside(self.Replace('/', Path.DirectorySeparatorChar)));

    [Fact]
    public void IsThis_BuildThatNobodyCut_IsTrue() => Assert.True(WebBuild.IsThis);
}
