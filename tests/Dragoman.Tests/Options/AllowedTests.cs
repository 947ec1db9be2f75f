using Dragoman.Data;
using Dragoman.Options;

namespace Dragoman.Tests.Options;

public sealed class AllowedTests
{
    [Theory]
    [InlineData(0f, null)]
    [InlineData(10f, null)]
    [InlineData(10.5f, "a.b is 10.5; it must be 0 (off) to 10.")]
    [InlineData(-0.1f, "a.b is -0.1; it must be 0 (off) to 10.")]
    [InlineData(float.NaN, "a.b is NaN; it must be 0 (off) to 10.")]
    [InlineData(float.PositiveInfinity, "a.b is Infinity; it must be 0 (off) to 10.")]
    public void Between_Number_IsHeldToBothEnds(float value, string? problem) => AssertIs(problem, Allowed.Between("a", "b", value, 0f, 10f, "off"));

    [Theory]
    [InlineData(1f, null)]
    [InlineData(0.5f, "a.b is 0.5; it must be at least 1.")]
    [InlineData(float.NaN, "a.b is NaN; it must be at least 1.")]
    [InlineData(float.PositiveInfinity, "a.b is Infinity; it must be at least 1.")]
    public void AtLeast_Number_IsFiniteAndNotLess(float value, string? problem) => AssertIs(problem, Allowed.AtLeast("a", "b", value, 1f));

    [Theory]
    [InlineData(float.Epsilon, null)]
    [InlineData(0f, "a.b is 0; it must be above 0.")]
    [InlineData(float.NaN, "a.b is NaN; it must be above 0.")]
    public void Positive_Number_IsAboveZero(float value, string? problem) => AssertIs(problem, Allowed.Positive("a", "b", value));

    [Theory]
    [InlineData(0f, null)]
    [InlineData(1f, "a.b is 1; it must be at least 0 and below 1.")]
    public void BelowOne_Share_LeavesSomething(float value, string? problem) => AssertIs(problem, Allowed.BelowOne("a", "b", value));

    [Fact]
    public void OneOf_OtherNumber_ListsTheChoices() => AssertIs("a.b is 7; choose one of: Sentences, Tokens.", Allowed.OneOf("a", "b", (BatchUnit)7));

    private static void AssertIs(string? problem, IEnumerable<string> found) => Assert.Equal(problem is null ? [] : [problem], found);
}
