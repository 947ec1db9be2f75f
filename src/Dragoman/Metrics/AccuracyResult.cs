namespace Dragoman.Metrics;

/// <summary>Shares of right lines and right tokens.</summary>
/// <param name="Score">Lines in 100 that equal a reference token by token.</param>
/// <param name="TokenAccuracy">Positions in 100 that hold the right token; positions that only one side has are wrong.</param>
/// <param name="CorrectLines">Lines that equal a reference.</param>
/// <param name="Lines">Lines scored.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record AccuracyResult(double Score, double TokenAccuracy, long CorrectLines, long Lines, int? References)
    : MetricResult("accuracy", Score, References)
{
    private protected override string Settings => "case:mixed";

    private protected override string Details =>
        $"(correct = {Decimals.Integer(CorrectLines)} lines = {Decimals.Integer(Lines)} "
        + $"token_accuracy = {Decimals.Fixed(TokenAccuracy, 2)})";
}
