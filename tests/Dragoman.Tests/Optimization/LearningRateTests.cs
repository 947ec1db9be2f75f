using Dragoman.Optimization;

namespace Dragoman.Tests.Optimization;

public sealed class LearningRateTests
{
    private static readonly TrainingOptions Options = new() { Optimizer = new OptimizerOptions(LearningRate: 0.8f) };

    [Theory]
    [InlineData(0, 0.8f)]
    [InlineData(4, 0.8f)]
    [InlineData(5, 0.4f)]
    [InlineData(7, 0.1f)]
    public void At_EpochsSchedule_HalvesAfterEachEpochFromTheSixth(long complete, float expected) => Assert.Equal(
        expected, LearningRate.At(Options with { Schedule = LearningRateSchedule.Epochs }, update: 1, complete, factor: 1, fraction: null), 1e-6f);

    [Theory]
    [InlineData(5, 0.4f)]
    [InlineData(10, 0.8f)]
    public void At_WarmUp_Rises(long update, float expected) =>
        Assert.Equal(expected, LearningRate.At(Options with { WarmupUpdates = 10 }, update, epoch: 0, factor: 1, fraction: 0.5), 1e-6f);

    [Fact]
    public void At_Linear_FallsToZero() =>
        Assert.Equal(0f, LearningRate.At(Options with { Schedule = LearningRateSchedule.Linear }, update: 100, epoch: 3, factor: 1, fraction: 1));

    [Theory]
    [InlineData(0, 0.8f)]
    [InlineData(0.5, 0.4f)]
    [InlineData(1, 0f)]
    public void At_Cosine_FallsAlongHalfAWave(double fraction, float expected) =>
        Assert.Equal(expected, LearningRate.At(Options with { Schedule = LearningRateSchedule.Cosine }, update: 100, epoch: 3, factor: 1, fraction), 1e-6f);

    [Fact]
    public void At_Plateau_FollowsTheFactor() => Assert.Equal(0.2f, LearningRate.At(Options, update: 100, epoch: 3, factor: 0.25, fraction: null), 1e-6f);
}
