using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Tests.Models;

public sealed class ModelInitializerTests
{
    private const int Vocabulary = 50;

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

    [Fact]
    public void Initialize_VectorOfAnOwnScore_DoesNotStartAtZero()
    {
        Parameter? vector = null;
        Seq2SeqModel model = new(
            new ModelOptions { Attention = new(AttentionScore.Custom) },
            Vocabulary,
            Vocabulary,
            (scope, querySize, valueSize) =>
            {
                vector = scope.Vector("v", 16);
                return new GeneralAttention(scope, querySize, valueSize);
            });
        ModelInitializer.Initialize(model, seed: 1);

        Assert.Equal(ParameterRole.Score, vector!.Role);
        Assert.InRange(vector.Value.Span.ToArray().Max(), 0.1f, 0.25f);
    }

    private static readonly ModelOptions Rnnsearch = Preset.Find("rnnsearch").Options.Model with
    {
        EmbedSize = 40,
        EncoderHiddenSize = 24,
        DecoderHiddenSize = 32,
        Attention = Preset.Find("rnnsearch").Options.Model.Attention with { Units = 64 },
        MaxoutUnits = 16,
    };

    public static TheoryData<CellKind> Cells => [.. Enum.GetValues<CellKind>()];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Initialize_Orthogonal_EachGateHasAnOrthogonalMatrix(CellKind cell)
    {
        Seq2SeqModel model = Create(Rnnsearch with { Cell = cell });
        Parameter[] recurrent = [.. model.Parameters.All.Where(parameter => parameter.Name.Contains("weight_hh", StringComparison.Ordinal))];

        Assert.Equal(3, recurrent.Length);
        foreach (Parameter parameter in recurrent)
        {
            int hidden = parameter.Value.Columns;
            for (int start = 0; start < parameter.Value.Rows; start += hidden)
            {
                AssertOrthogonal(parameter.Value.RowRange(start, hidden));
            }
        }
    }

    [Fact]
    public void Initialize_Orthogonal_BiasesAndTheScoreVectorAreZero()
    {
        Parameter[] vectors = [.. Create(Rnnsearch).Parameters.All.Where(parameter => parameter.Kind == ParameterKind.Vector)];

        Assert.Contains(vectors, vector => vector.Name == "attention.v.weight");
        Assert.Contains(vectors, vector => vector.Name == "bridge.hidden.bias_l0");
        Assert.All(vectors, vector => Assert.All(vector.Value.Span.ToArray(), value => Assert.Equal(0f, value)));
    }

    [Fact]
    public void Initialize_Orthogonal_OtherMatricesHaveTheDeviationsOfThePaper()
    {
        Parameter[] matrices =
        [
            .. Create(Rnnsearch).Parameters.All
                .Where(parameter => parameter.Kind != ParameterKind.Vector && !parameter.Name.Contains("weight_hh", StringComparison.Ordinal)),
        ];

        Assert.Equal(2, matrices.Count(matrix => matrix.Name.StartsWith("attention.", StringComparison.Ordinal)));
        Assert.All(matrices, matrix =>
        {
            double deviation = matrix.Name.StartsWith("attention.", StringComparison.Ordinal) ? 0.001 : 0.01;
            double[] values = [.. matrix.Value.Span.ToArray().Select(value => (double)value)];
            double error = 5 * deviation / Math.Sqrt(values.Length);
            Assert.InRange(values.Average(), -error, error);
            Assert.InRange(Math.Sqrt(values.Average(value => value * value)), deviation - error, deviation + error);
        });
    }

    [Fact]
    public void Initialize_Uniform_EverythingLiesWithinATenth()
    {
        Seq2SeqModel model = Create(Preset.Find("luong-general").Options.Model with { EncoderHiddenSize = 32, DecoderHiddenSize = 32 });

        Assert.All(model.Parameters.All, parameter =>
        {
            float[] values = parameter.Value.Span.ToArray();
            Assert.InRange(values.Max(), 0.07f, 0.1f);
            Assert.InRange(values.Min(), -0.1f, -0.07f);
        });
    }

    [Fact]
    public void Initialize_Xavier_BoundsAreThoseOfTheFansAndForgetGatesAreOpen()
    {
        Seq2SeqModel model = Create(Preset.Find("d2l-lstm").Options.Model with { EncoderHiddenSize = 32, DecoderHiddenSize = 32 });

        foreach (Parameter parameter in model.Parameters.All)
        {
            Matrix value = parameter.Value;
            float largest = value.Span.ToArray().Max(MathF.Abs);
            if (parameter.Kind == ParameterKind.Matrix)
            {
                float bound = MathF.Sqrt(6f / (value.Rows + value.Columns));
                Assert.InRange(largest, 0.9f * bound, bound);
            }
            else if (parameter.Name.Contains("bias_ih", StringComparison.Ordinal))
            {
                float[] expected = [.. Enumerable.Range(0, value.Columns).Select(gate => gate / 32 == 1 ? 1f : 0f)];
                Assert.Equal(expected, value.Span.ToArray());
            }
            else if (parameter.Name.Contains("bias", StringComparison.Ordinal))
            {
                Assert.Equal(0f, largest);
            }
            else
            {
                float bound = parameter.Kind == ParameterKind.Table ? 0.1f : 1f / MathF.Sqrt(value.Columns);
                Assert.InRange(largest, 0.8f * bound, bound);
            }
        }
    }

    [Theory]
    [InlineData(WeightInitialization.Xavier)]
    [InlineData(WeightInitialization.Uniform)]
    [InlineData(WeightInitialization.Orthogonal)]
    public void Initialize_Seed_DecidesTheParameters(WeightInitialization initialization)
    {
        ModelOptions options = Rnnsearch with { Initialization = initialization };

        Assert.Equal(Numbers(Create(options, seed: 3)), Numbers(Create(options, seed: 3)));
        Assert.NotEqual(Numbers(Create(options, seed: 3)), Numbers(Create(options, seed: 4)));
    }

    private static Seq2SeqModel Create(ModelOptions options, ulong seed = 1)
    {
        Seq2SeqModel model = new(options, Vocabulary, Vocabulary);
        ModelInitializer.Initialize(model, seed);
        return model;
    }

    private static float[] Numbers(Seq2SeqModel model) => [.. model.Parameters.All.SelectMany(parameter => parameter.Value.Span.ToArray())];

    /// <summary>U Uᵀ = 1.</summary>
    private static void AssertOrthogonal(Matrix u)
    {
        for (int i = 0; i < u.Rows; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = 0;
                for (int k = 0; k < u.Columns; k++)
                {
                    product += (double)u[i, k] * u[j, k];
                }

                Assert.Equal(i == j ? 1.0 : 0.0, product, 1e-6);
            }
        }
    }
}
