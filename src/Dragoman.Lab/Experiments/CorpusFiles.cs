namespace Dragoman.Lab.Experiments;

/// <summary>A corpus on disk: one file of pairs, two files side by side, or, to train on, a mixture of several; files may be gzip-compressed.</summary>
/// <param name="Pairs">One pair per line: source, TAB, target. Default: none.</param>
/// <param name="Source">Source sentences, one per line. Default: none.</param>
/// <param name="Target">Their translations, line by line. Default: none.</param>
/// <param name="And">More of the same corpus, read after it. Default: none.</param>
/// <param name="Mix">Several corpora instead, in `data.train` only, each with its files and its `weight`: they are read in turns. Default: none.</param>
public sealed record CorpusFiles(
    string? Pairs = null, string? Source = null, string? Target = null, CorpusFiles? And = null, IReadOnlyList<WeightedFiles>? Mix = null)
{
    /// <summary>Paths of all the files.</summary>
    internal IEnumerable<string> Paths => new[] { Pairs, Source, Target }.OfType<string>()
        .Concat(And?.Paths ?? [])
        .Concat(Mix?.SelectMany(part => part.Files.Paths) ?? []);

    /// <summary>Checks that the files go together.</summary>
    /// <param name="path">Where they stand in the experiment, such as <c>data.train</c>.</param>
    /// <param name="mayMix">Whether they may be a mixture.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path, bool mayMix = false)
    {
        if (Mix is not null)
        {
            return ValidateMixture(path, mayMix);
        }

        IEnumerable<string> problems = (Pairs, Source, Target) is ({ }, null, null) or (null, { }, { })
            ? []
            : [$"{path} must have either pairs, or source and target."];
        return problems.Concat(And?.Validate($"{path}.and") ?? []);
    }

    private IEnumerable<string> ValidateMixture(string path, bool mayMix)
    {
        if (!mayMix)
        {
            return [$"{path}.mix is for data.train only."];
        }

        IEnumerable<string> problems = (Pairs, Source, Target, And, Mix!.Count) is (null, null, null, null, >= 2)
            ? []
            : [$"{path} must have either mix, with at least two corpora, or pairs, or source and target."];
        return problems.Concat(Mix.Index().SelectMany(part => part.Item.Validate(FormattableString.Invariant($"{path}.mix[{part.Index}]"))));
    }
}

/// <summary>A corpus of a mixture on disk.</summary>
/// <param name="Weight">Its share of the pairs, in proportion to the weights of the others; positive.</param>
/// <param name="Pairs">As of a corpus that is not mixed. Default: none.</param>
/// <param name="Source">As of a corpus that is not mixed. Default: none.</param>
/// <param name="Target">As of a corpus that is not mixed. Default: none.</param>
/// <param name="And">More of the same corpus, read after it. Default: none.</param>
public sealed record WeightedFiles(double Weight, string? Pairs = null, string? Source = null, string? Target = null, CorpusFiles? And = null)
{
    /// <summary>The files without the weight.</summary>
    internal CorpusFiles Files => new(Pairs, Source, Target, And);

    /// <summary>Checks the weight, and that the files go together.</summary>
    /// <param name="path">Where they stand in the experiment, such as <c>data.train.mix[0]</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        IEnumerable<string> problems = Weight > 0 && double.IsFinite(Weight)
            ? []
            : [FormattableString.Invariant($"{path}.weight is {Weight}; it must be a positive number.")];
        return problems.Concat(Files.Validate(path));
    }
}
