using Dragoman.Models;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Tests.Models;

public sealed class ModelInitializerTests
{
    [Theory]
    [InlineData(WeightInitialization.Xavier)]
    [InlineData(WeightInitialization.Uniform)]
    [InlineData(WeightInitialization.Orthogonal)]
    public void Initialize_Normalised_StartsFromGainsOfOne(WeightInitialization initialization)
    {
        Seq2SeqModel model = TinyModels.Create(TinyModels.Options("Gru residual, normalised") with { Initialization = initialization });
        ModelInitializer.Initialize(model, seed: 1);

        Parameter[] gains = [.. model.Parameters.All.Where(parameter => parameter.Name.Contains("gain", StringComparison.Ordinal))];
        Assert.Equal(4, gains.Length);
        Assert.All(gains, gain => Assert.All(gain.Value.Span.ToArray(), value => Assert.Equal(1f, value)));
    }

    [Theory]
    [InlineData(WeightTying.None)]
    [InlineData(WeightTying.All)]
    public void Initialize_Xavier_DrawsEmbeddingsFromATenth(WeightTying tying)
    {
        Seq2SeqModel model = new(new ModelOptions(Tying: tying), 200, 200);
        ModelInitializer.Initialize(model, seed: 1);

        Assert.InRange(model.Encoder.Embedding.Table.Value.Span.ToArray().Max(), 0.0999f, 0.1f);
        Assert.InRange(model.Decoder.Embedding.Table.Value.Span.ToArray().Max(), 0.0999f, 0.1f);
    }
}
