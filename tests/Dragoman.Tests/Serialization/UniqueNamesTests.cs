using System.Text;
using Dragoman.Serialization;

namespace Dragoman.Tests.Serialization;

public sealed class UniqueNamesTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}""", true)]
    [InlineData("""{"a":1,"b":{"c":1,"c":2}}""", false)]
    [InlineData("""[{"a":1,"\u0061":2}]""", false)]
    [InlineData("""{"a":1""", false)]
    [InlineData("""{"\ud800":1}""", false)]
    [InlineData("3", true)]
    public void Required_OfJson_AsksTheParserWhereItHasSomethingToSay(string json, bool allows) =>
        Assert.Equal(allows, UniqueNames.Required(Encoding.UTF8.GetBytes(json)).AllowDuplicateProperties);
}
