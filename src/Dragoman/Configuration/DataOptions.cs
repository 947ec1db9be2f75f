using System.Text.Json.Serialization;
using Dragoman.Data;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Configuration;

/// <summary>How a corpus becomes batches of ids.</summary>
public sealed record DataOptions
{
    /// <summary>How source sentences are cleaned and cut into tokens. Default: as in <i>Dive into Deep Learning</i>.</summary>
    [JsonRequired]
    public TextOptions Source { get; init; } = TextOptions.D2l;

    /// <summary>How target sentences are cleaned and cut into tokens. Default: as in <i>Dive into Deep Learning</i>.</summary>
    [JsonRequired]
    public TextOptions Target { get; init; } = TextOptions.D2l;

    /// <summary>Which tokens get a place in the vocabularies. Default: those that occur twice.</summary>
    [JsonRequired]
    public VocabularyOptions Vocabulary { get; init; } = new(MinimumFrequency: 2);

    /// <summary>Lengths and ends. Default: 50 tokens.</summary>
    [JsonRequired]
    public EncodingOptions Encoding { get; init; } = new();

    /// <summary>Batch size and shuffling.</summary>
    [JsonRequired]
    public BatchingOptions Batching { get; init; } = new();

    /// <summary>
    /// Share of the training corpus, by distinct source sentence, that is held out for validation when no validation corpus is given, 0 (off) to
    /// 0.5. Default: 0.01.
    /// </summary>
    [JsonRequired]
    public double ValidationShare { get; init; } = 0.01;

    /// <summary>The options that change nothing beside the others.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>data</c>.</param>
    public IEnumerable<IdleOption> Idle(string path) =>
    [
        .. Source.Idle(path + ".source"),
        .. Target.Idle(path + ".target"),
        .. IdleBesideTheSource(path),
        new($"{path}.batching.shuffleSeed", "training.seed is the seed of shuffling, too"),
    ];

    /// <summary>With one vocabulary, and pieces on both sides, one encoding is learnt of both, as the options of the source say.</summary>
    private IEnumerable<IdleOption> IdleBesideTheSource(string path)
    {
        if (!Vocabulary.Shared || (Source.Tokenizer, Target.Tokenizer) != (TokenizerKind.BytePair, TokenizerKind.BytePair))
        {
            return [];
        }

        (string Name, bool IsSame)[] learnt =
        [
            ("merges", Target.BytePair.Merges == Source.BytePair.Merges),
            ("minimumFrequency", Target.BytePair.MinimumFrequency == Source.BytePair.MinimumFrequency),
            ("codes", Target.BytePair.Codes == Source.BytePair.Codes),
        ];
        return learnt.Where(option => !option.IsSame).Select(option => new IdleOption(
            $"{path}.target.bytePair.{option.Name}", $"{path}.vocabulary.shared is true, so that both sides have the pieces that {path}.source.bytePair says"));
    }

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>data</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path) =>
    [
        .. Source.Validate(path + ".source"),
        .. Target.Validate(path + ".target"),
        .. Vocabulary.Validate(path + ".vocabulary"),
        .. Encoding.Validate(path + ".encoding"),
        .. Batching.Validate(path + ".batching"),
        .. Allowed.Between(path, "validationShare", ValidationShare, 0, 0.5, "off"),
    ];
}
