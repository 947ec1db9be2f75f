namespace Dragoman.Cli.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Placeholder() => Assert.Equal(4, 2 + 2);
}
