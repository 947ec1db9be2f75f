namespace Dragoman.Lab.Demo;

/// <summary>A demo corpus cut into three sets that share no English sentence.</summary>
/// <param name="Training">The pairs to train on.</param>
/// <param name="Validation">The pairs to choose a checkpoint by.</param>
/// <param name="Test">The pairs to report scores on.</param>
public sealed record DemoSplit(IReadOnlyList<DemoPair> Training, IReadOnlyList<DemoPair> Validation, IReadOnlyList<DemoPair> Test);
