namespace Dragoman.Tests.House;

/// <summary>What breaks a rule of the house, all of it in one message.</summary>
internal static class Offences
{
    /// <summary>Fails the test if there is any.</summary>
    /// <param name="offences">A line for each.</param>
    internal static void AssertNone(IEnumerable<string> offences)
    {
        string[] lines = [.. offences.Distinct().Order()];
        Assert.True(lines.Length == 0, string.Join(Environment.NewLine, lines));
    }
}
