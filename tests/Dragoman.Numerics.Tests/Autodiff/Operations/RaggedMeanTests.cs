using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class RaggedMeanTests
{
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4));

    [Fact]
    public void Backward_SentencesOfAnyLength_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [RaggedMean.Apply(tape, x[0], Layout)], [Sources.Input(8, 5, 1)]);

    [Fact]
    public void Apply_SentencesOfAnyLength_MatchesPlainLoops()
    {
        Tape tape = new();
        Matrix x = Sources.Input(8, 5, 1);
        Matrix mean = RaggedMean.Apply(tape, tape.NewVariable(x, requiresGradient: false), Layout).Value;
        for (int sentence = 0; sentence < Layout.Count; sentence++)
        {
            for (int column = 0; column < 5; column++)
            {
                double sum = 0;
                for (int i = 0; i < Layout.Lengths[sentence]; i++)
                {
                    sum += x[Layout.Starts[sentence] + i, column];
                }

                Assert.Equal(sum / Layout.Lengths[sentence], mean[sentence, column], 1e-6);
            }
        }
    }
}
