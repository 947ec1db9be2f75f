using Dragoman.Attention;
using Dragoman.Models;

namespace Dragoman.Tests.Models;

public sealed class ModelOptionsTests
{
    private static readonly ModelOptions Good = new();

    public static TheoryData<ModelOptions, string> Bad => new()
    {
        { Good with { EmbedSize = 0 }, "model.embedSize is 0" },
        { Good with { Attention = new(Units: 65537) }, "model.attention.units is 65537" },
        { Good with { EncoderLayers = 9, DecoderLayers = 9 }, "model.encoderLayers is 9; it must be 1 to 8" },
        { Good with { LayerDropout = 1f }, "model.layerDropout is 1" },
        { Good with { ReadoutDropout = -0.1f }, "model.readoutDropout is -0.1" },
        { Good with { EmbedDropout = float.NaN }, "model.embedDropout is NaN" },
        { Good with { Direction = EncoderDirection.Forward }, "set model.bridge to linear" },
        { Good with { DecoderLayers = 2 }, "set model.bridge to linear" },
        { Good with { Attention = new(AttentionScore.Dot), DecoderHiddenSize = 100, Bridge = BridgeKind.Linear }, "set model.attention.score to general" },
        { Good with { Attention = new(AttentionScore.ScaledDot), DecoderHiddenSize = 100, Bridge = BridgeKind.Zero }, "set model.attention.score to general" },
        { Good with { Attention = new(AttentionScore.Custom, Window: WindowKind.Predicted) }, "Set model.attention.window to global" },
        { Good with { Tying = WeightTying.Target, FreezeTargetEmbeddings = true }, "model.freezeTargetEmbeddings is true, but model.tying" },
        { Good with { Tying = WeightTying.All, FreezeSourceEmbeddings = true }, "model.freezeSourceEmbeddings is true, but model.tying" },
        { Good with { Tying = WeightTying.Target, EmbedSize = 100 }, "Set model.embedSize to 256" },
        { Good with { Tying = WeightTying.All, Readout = ReadoutKind.Joined }, "Set model.embedSize to 512" },
        { Good with { Tying = WeightTying.All, Readout = ReadoutKind.Maxout, MaxoutUnits = 64 }, "Set model.embedSize to 64" },
    };

    [Fact]
    public void Validate_Defaults_FindsNothing() => Assert.Empty(Good.Validate("model"));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Validate_BadOption_SaysWhichAndWhatToDo(ModelOptions options, string fragment) =>
        Assert.Contains(options.Validate("model"), sentence => sentence.Contains(fragment, StringComparison.Ordinal));

    [Theory]
    [InlineData(BridgeKind.Linear)]
    [InlineData(BridgeKind.Zero)]
    public void Validate_OtherBridge_AllowsAnySizes(BridgeKind bridge) =>
        Assert.Empty((Good with { DecoderHiddenSize = 100, DecoderLayers = 3, Bridge = bridge }).Validate("model"));
}
