using Dragoman.Lab.Demo;

namespace Dragoman.Lab.Experiments;

/// <summary>What the systems of an experiment are trained, validated and tested on: files of their own, one file to divide, or the demo grammar.</summary>
/// <param name="Train">The pairs to learn from; with <paramref name="Split"/>, the whole corpus. Default: none.</param>
/// <param name="Validation">The pairs to validate on. Default: a share of the training pairs, as the options say.</param>
/// <param name="Test">The pairs to test on. Default: none.</param>
/// <param name="Split">Divides the training corpus, as `dragoman split` does; validation and test are left out then. Default: none.</param>
/// <param name="Demo">Takes the built-in English-French grammar instead of files. Default: none.</param>
public sealed record ExperimentData(
    CorpusFiles? Train = null,
    CorpusFiles? Validation = null,
    CorpusFiles? Test = null,
    SplitSizes? Split = null,
    DemoSizes? Demo = null)
{
    /// <summary>Checks the settings; whether the files exist is seen when they are read.</summary>
    /// <param name="path">Where they stand in the experiment, such as <c>data</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        bool isComplete = (Train, Validation, Test, Split, Demo) is
            ({ }, _, { }, null, null) or ({ }, null, null, { }, null) or (null, null, null, null, { });
        IEnumerable<string> problems = isComplete
            ? []
            : [$"{path} must have either train and test, and perhaps validation; or train and split; or demo alone."];
        return problems
            .Concat(Train?.Validate($"{path}.train", mayMix: true) ?? [])
            .Concat(Validation?.Validate($"{path}.validation") ?? [])
            .Concat(Test?.Validate($"{path}.test") ?? [])
            .Concat(Split?.Validate($"{path}.split") ?? [])
            .Concat(Demo?.Validate($"{path}.demo") ?? []);
    }
}

/// <summary>How a corpus is divided, by distinct source sentence: all translations of one sentence stay together.</summary>
/// <param name="Validation">Distinct source sentences for validation, at least 0.</param>
/// <param name="Test">Distinct source sentences for the test, at least 1.</param>
/// <param name="Seed">Another seed gives another division. Default: 1.</param>
public sealed record SplitSizes(int Validation, int Test, ulong Seed = 1)
{
    /// <summary>Checks the sizes.</summary>
    /// <param name="path">Where they stand in the experiment, such as <c>data.split</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        if (Validation < 0)
        {
            yield return FormattableString.Invariant($"{path}.validation is {Validation}; it must be at least 0.");
        }

        if (Test < 1)
        {
            yield return FormattableString.Invariant($"{path}.test is {Test}; it must be at least 1.");
        }
    }
}

/// <summary>How many pairs the built-in grammar makes.</summary>
/// <param name="Train">Pairs to learn from, at least 1; the three sizes together at most 1,000,000.</param>
/// <param name="Validation">Pairs to validate on, at least 1.</param>
/// <param name="Test">Pairs to test on, at least 1.</param>
/// <param name="Seed">Another seed gives other pairs. Default: 1.</param>
public sealed record DemoSizes(int Train, int Validation, int Test, ulong Seed = 1)
{
    /// <summary>Checks the sizes.</summary>
    /// <param name="path">Where they stand in the experiment, such as <c>data.demo</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        foreach ((string name, int count) in new[] { ("train", Train), ("validation", Validation), ("test", Test) })
        {
            if (count < 1)
            {
                yield return FormattableString.Invariant($"{path}.{name} is {count}; it must be at least 1.");
            }
        }

        if ((long)Train + Validation + Test > DemoCorpus.MaximumCount)
        {
            yield return FormattableString.Invariant($"{path} asks for more than {DemoCorpus.MaximumCount} pairs.");
        }
    }
}
