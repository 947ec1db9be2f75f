using Dragoman.Configuration;
using Dragoman.Models;

namespace Dragoman.Tests.Configuration;

/// <summary>There is one default.</summary>
public sealed class DefaultTests
{
    [Fact]
    public void New_Options_AreThoseOfThePresetDefault()
    {
        Assert.Equal(Preset.Find("default").Options, new TranslatorOptions());
        Assert.Equal(Preset.All[0].Options.Model, new ModelOptions());
    }
}
