using System.Runtime.InteropServices;
using Dragoman.Data;
using Dragoman.Options;
using Dragoman.Serialization;

namespace Dragoman.Training;

/// <summary>Tells a corpus from another, so that training does not go on with pairs that it did not begin with.</summary>
internal static class CorpusFingerprint
{
    /// <summary>The checksum of pairs as ids, and of their links.</summary>
    /// <param name="pairs">The pairs.</param>
    internal static string Of(EncodedPairs pairs)
    {
        Checksum checksum = new();
        for (int i = 0; i < pairs.Count; i++)
        {
            checksum.Append(MemoryMarshal.AsBytes([pairs.Source(i).Length, pairs.Target(i).Length])); // Else a word could move from one side to the other unseen.
            checksum.Append(MemoryMarshal.AsBytes(pairs.Source(i)));
            checksum.Append(MemoryMarshal.AsBytes(pairs.Target(i)));
            checksum.Append(MemoryMarshal.AsBytes(pairs.Links(i)));
        }

        return $"pairs-{checksum.Text}";
    }

    /// <summary>The checksum of a corpus that streams, of its pairs as text; one pass, which cleans and encodes nothing.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <exception cref="CorpusFormatException">A file of the corpus is missing or damaged.</exception>
    internal static string Of(ICorpus corpus)
    {
        TextFingerprint fingerprint = new();
        foreach (SentencePair pair in corpus.Read())
        {
            fingerprint.Add(pair);
        }

        return fingerprint.Text;
    }

    /// <summary>Throws when training would go on with other pairs.</summary>
    /// <param name="before">What training began with; empty, or of a form that is no longer computed, when that is not known.</param>
    /// <param name="now">What it would go on with.</param>
    /// <exception cref="ConfigurationException">They differ.</exception>
    internal static void ThrowIfOther(string before, string now)
    {
        if (before.Contains('-', StringComparison.Ordinal) && before != now)
        {
            throw new ConfigurationException(
                "The training pairs are not those that training began with, so it cannot go on where it was. " +
                "Give the files (and the options that cut, split or filter them) of the first run, or train anew in another folder.");
        }
    }
}
