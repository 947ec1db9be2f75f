using System.Runtime.InteropServices;
using Dragoman.Data;
using Dragoman.Serialization;

namespace Dragoman;

/// <summary>Tells a training corpus from another, so that training does not go on with pairs that it did not begin with.</summary>
internal static class CorpusFingerprint
{
    /// <summary>The checksum of all pairs as ids, and of their links; empty for a corpus that streams, which is not read ahead for it.</summary>
    /// <param name="batches">The batches of the corpus.</param>
    internal static string Of(BatchSequence batches)
    {
        if (batches.Resident is not { } pairs)
        {
            return "";
        }

        Checksum checksum = new();
        for (int i = 0; i < pairs.Count; i++)
        {
            checksum.Append(MemoryMarshal.AsBytes(pairs.Source(i)));
            checksum.Append(MemoryMarshal.AsBytes(pairs.Target(i)));
            checksum.Append(MemoryMarshal.AsBytes(pairs.Links(i)));
        }

        return checksum.Text;
    }

    /// <summary>Throws when training would go on with other pairs.</summary>
    /// <param name="before">What training began with.</param>
    /// <param name="now">What it would go on with.</param>
    /// <exception cref="ConfigurationException">They differ.</exception>
    internal static void ThrowIfOther(string before, string now)
    {
        if (before.Length > 0 && now.Length > 0 && before != now)
        {
            throw new ConfigurationException(
                "The training pairs are not those that training began with, so it cannot go on where it was. " +
                "Give the files (and the options that cut, split or filter them) of the first run, or train anew without --resume.");
        }
    }
}
