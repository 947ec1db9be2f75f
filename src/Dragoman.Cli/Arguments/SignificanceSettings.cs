using System.CommandLine;
using Dragoman.Metrics;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that say how systems are told apart from chance.</summary>
internal sealed class SignificanceSettings
{
    private readonly Option<SignificanceTest?> _test = ChoiceOption.Create<SignificanceTest>(
        "--test", "How each system is compared with the first: by resampled test sets, by exchanged translations, both, or not at all. Default: both.");

    private readonly Option<int?> _samples = NumberOption.Whole(
        "--samples", 1, 1_000_000, "Test sets drawn for the intervals and the paired bootstrap. Default: 1000.");

    private readonly Option<int?> _trials = NumberOption.Whole(
        "--trials", 1, 1_000_000, "Random exchanges of the approximate randomisation. Default: 10000.");

    private readonly Option<long?> _seed = NumberOption.Seed("--seed", "Start of the random numbers; the same seed gives the same figures. Default: 12345.");

    /// <summary>All options.</summary>
    internal IEnumerable<Option> All => [_test, _samples, _trials, _seed];

    /// <summary>What is wrong if an option has no effect with the others, or null.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="isOneSystem">Whether there is nothing to compare.</param>
    internal string? FindProblem(ParseResult result, bool isOneSystem)
    {
        SignificanceTest? test = result.GetValue(_test);
        return (isOneSystem, test) switch
        {
            (true, SignificanceTest.Randomization) => $"{_test.Name} randomization would have no effect: it compares two systems, and there is one.",
            (true, _) when result.GetResult(_trials) is not null => $"{_trials.Name} would have no effect: there is one system, and nothing to compare it with.",
            (_, SignificanceTest.None) when new Option[] { _samples, _trials, _seed }.FirstOrDefault(option => result.GetResult(option) is not null) is { } option =>
                $"{option.Name} would have no effect with {_test.Name} none.",
            (_, SignificanceTest.Bootstrap) when result.GetResult(_trials) is not null => $"{_trials.Name} would have no effect with {_test.Name} bootstrap.",
            _ => null,
        };
    }

    /// <summary>How test sets are resampled; null if they are not. Intervals come from it whatever the test.</summary>
    /// <param name="arguments">The command line.</param>
    internal BootstrapOptions? Bootstrap(ParseResult arguments) => Test(arguments) == SignificanceTest.None
        ? null
        : new BootstrapOptions(arguments.GetValue(_samples) ?? new BootstrapOptions().Samples, Seed(arguments));

    /// <summary>How translations are exchanged; null if they are not.</summary>
    /// <param name="arguments">The command line.</param>
    internal RandomizationOptions? Randomization(ParseResult arguments) => Test(arguments) is SignificanceTest.Both or SignificanceTest.Randomization
        ? new RandomizationOptions(arguments.GetValue(_trials) ?? new RandomizationOptions().Trials, Seed(arguments))
        : null;

    /// <summary>Whether the p-value of the paired bootstrap is wanted.</summary>
    /// <param name="arguments">The command line.</param>
    internal bool HasBootstrapTest(ParseResult arguments) => Test(arguments) is SignificanceTest.Both or SignificanceTest.Bootstrap;

    private SignificanceTest Test(ParseResult arguments) => arguments.GetValue(_test) ?? SignificanceTest.Both;

    private ulong Seed(ParseResult arguments) => (ulong?)arguments.GetValue(_seed) ?? new BootstrapOptions().Seed;
}

/// <summary>How systems are told apart from chance.</summary>
internal enum SignificanceTest
{
    /// <summary>Both ways.</summary>
    Both,

    /// <summary>Paired bootstrap resampling.</summary>
    Bootstrap,

    /// <summary>Approximate randomisation.</summary>
    Randomization,

    /// <summary>Not at all, and no intervals.</summary>
    None,
}
