using System.Text.Json;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.TestKit;

namespace Dragoman.Tests.Docs;

/// <summary>docs/models.md, written by hand, leaves nothing out.</summary>
public sealed class ModelsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root(), "docs", "models.md"));

    public static TheoryData<string> Presets => [.. Preset.All.Select(preset => preset.Name)];

    /// <summary>Every value of the options that say what a model computes.</summary>
    public static TheoryData<string> Choices =>
    [
        .. NamesOf<CellKind>()
            .Concat(NamesOf<EncoderDirection>())
            .Concat(NamesOf<AttentionScore>())
            .Concat(NamesOf<WindowKind>())
            .Concat(NamesOf<AttentionPlacement>())
            .Concat(NamesOf<ReadoutKind>())
            .Concat(NamesOf<ContextUse>())
            .Concat(NamesOf<SourceSummary>())
            .Concat(NamesOf<BridgeKind>())
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Page_Preset_HasARowOfItsOwn(string name) => Assert.Contains($"\n| [`{name}`](#", Page, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Choices))]
    public void Page_Choice_IsExplained(string choice) => Assert.Contains($"`{choice}`", Page, StringComparison.Ordinal);

    private static IEnumerable<string> NamesOf<TChoice>()
        where TChoice : struct, Enum => Enum.GetNames<TChoice>().Select(JsonNamingPolicy.CamelCase.ConvertName);
}
