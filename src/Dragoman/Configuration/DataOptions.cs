using Dragoman.Data;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Configuration;

/// <summary>How a corpus becomes batches of ids.</summary>
/// <param name="Source">How source sentences are cleaned and cut into tokens.</param>
/// <param name="Target">How target sentences are cleaned and cut into tokens.</param>
/// <param name="Vocabulary">Which tokens get a place in the vocabularies.</param>
/// <param name="Encoding">Lengths and ends.</param>
/// <param name="Batching">Batch size and shuffling.</param>
/// <param name="ValidationShare">
/// Share of the training corpus, by distinct source sentence, that is held out for validation when no validation corpus is given, 0 (off) to
/// 0.5. Default: 0.01.
/// </param>
public sealed record DataOptions(
    TextOptions Source,
    TextOptions Target,
    VocabularyOptions Vocabulary,
    EncodingOptions Encoding,
    BatchingOptions Batching,
    double ValidationShare = 0.01)
{
    /// <summary>The options that change nothing beside the others.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>data</c>.</param>
    public static IEnumerable<IdleOption> Idle(string path) => [new($"{path}.batching.shuffleSeed", "training.seed is the seed of shuffling, too")];

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>data</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        IEnumerable<string> problems =
            Vocabulary.Validate(path + ".vocabulary")
            .Concat(Encoding.Validate(path + ".encoding"))
            .Concat(Batching.Validate(path + ".batching"));
        return ValidationShare is >= 0 and <= 0.5
            ? problems
            : problems.Append($"{path}.validationShare is {ValidationShare}; it must be 0 (off) to 0.5.");
    }
}
