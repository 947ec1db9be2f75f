using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>Turns sentence pairs into ids, ready for training. Immutable and safe for many threads.</summary>
internal sealed class PairEncoder
{
    private readonly TextModel _source;
    private readonly TextModel _target;

    /// <summary>Makes an encoder of pairs.</summary>
    /// <param name="source">Encodes the source sentences.</param>
    /// <param name="target">Encodes the target sentences.</param>
    /// <param name="options">Lengths and ends; null: the defaults.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public PairEncoder(TextModel source, TextModel target, EncodingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Options = options ?? new EncodingOptions();
        if (Options.Validate("encoding").FirstOrDefault() is string problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        (_source, _target) = (source, target);
    }

    /// <summary>Lengths and ends.</summary>
    public EncodingOptions Options { get; }

    /// <summary>Whether training cuts text by chance, so that each epoch has ids of its own.</summary>
    internal bool CutsAtRandom => _source.Segmenter.CutsAtRandom || _target.Segmenter.CutsAtRandom;

    /// <summary>The ids of a pair, or null if it is left out: a side without any token, or too long and to be dropped.</summary>
    /// <param name="pair">The raw pair.</param>
    /// <exception cref="CorpusFormatException">A link of the pair names a token that is not there.</exception>
    public EncodedPair? Encode(SentencePair pair) => Encode(pair, _source.Encode(pair.Source), _target.Encode(pair.Target));

    /// <summary>The same for training, where text may be cut by chance.</summary>
    /// <param name="pair">The raw pair.</param>
    /// <param name="key">Other keys give other tokens.</param>
    /// <exception cref="CorpusFormatException">A link of the pair names a token that is not there.</exception>
    internal EncodedPair? EncodeAtRandom(SentencePair pair, ulong key) => Encode(
        pair,
        _source.Encode(_source.Segmenter.CutAtRandom(pair.Source, RandomBits.Hash(key, 0))),
        _target.Encode(_target.Segmenter.CutAtRandom(pair.Target, RandomBits.Hash(key, 1))));

    private EncodedPair? Encode(SentencePair pair, int[] source, int[] target)
    {
        if (source.Length == 0 || target.Length == 0)
        {
            return null;
        }

        bool isTooLong = Options.IsTooLong(source.Length, target.Length);
        if (isTooLong && Options.TooLong == TooLongPolicy.Drop)
        {
            return null;
        }

        EncodedPair encoded = new(
            Finish(source, Options.MaximumSourceLength, Options.AppendEosToSource),
            Finish(target, Options.MaximumTargetLength, appendEos: true))
        {
            IsCut = isTooLong,
        };
        return pair.Links is null ? encoded : encoded with { Links = Cut(pair.Links, source.Length, target.Length, encoded) };
    }

    /// <summary>The links between tokens that are left after cutting; &lt;eos&gt; has none.</summary>
    private (int Source, int Target)[] Cut(PairLinks links, int sourceLength, int targetLength, EncodedPair encoded)
    {
        foreach ((int source, int target) in links.Links)
        {
            if ((uint)source >= (uint)sourceLength || (uint)target >= (uint)targetLength)
            {
                throw new CorpusFormatException(
                    links.File,
                    links.Line,
                    $"the link {source}-{target} names a token that is not there: the source has {sourceLength} tokens and the target {targetLength}, " +
                    "counted from 0. The links must be between the tokens that the model reads.");
            }
        }

        int sourceKept = encoded.Source.Length - (Options.AppendEosToSource ? 1 : 0);
        int targetKept = encoded.Target.Length - 1;
        return [.. links.Links.Distinct().Where(link => link.Source < sourceKept && link.Target < targetKept).OrderBy(link => link.Target).ThenBy(link => link.Source)];
    }

    private static int[] Finish(int[] ids, int maximumLength, bool appendEos)
    {
        int length = Math.Min(ids.Length + (appendEos ? 1 : 0), maximumLength);
        if (length == ids.Length && !appendEos)
        {
            return ids;
        }

        int[] result = new int[length];
        ids.AsSpan(0, Math.Min(length, ids.Length)).CopyTo(result);
        if (appendEos)
        {
            result[^1] = Vocabulary.EosId;
        }

        return result;
    }
}
