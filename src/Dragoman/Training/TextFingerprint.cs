using System.Runtime.InteropServices;
using Dragoman.Data;
using Dragoman.Serialization;

namespace Dragoman.Training;

/// <summary>A running checksum of pairs as text, for a corpus that is not kept in memory.</summary>
internal sealed class TextFingerprint
{
    private Checksum _checksum = new();

    /// <summary>The checksum so far; never that of pairs as ids.</summary>
    internal string Text => $"text-{_checksum.Text}";

    /// <summary>Takes in a pair; one with a blank side changes nothing, for it is never read.</summary>
    /// <param name="pair">The raw pair.</param>
    internal void Add(SentencePair pair)
    {
        if (pair.IsBlank)
        {
            return;
        }

        Add(pair.Source);
        Add(pair.Target);
        foreach ((int Source, int Target) link in pair.Links?.Links ?? [])
        {
            _checksum.Append(MemoryMarshal.AsBytes([link.Source, link.Target]));
        }
    }

    private void Add(string sentence)
    {
        _checksum.Append(MemoryMarshal.AsBytes(sentence.AsSpan()));
        _checksum.Append([(byte)'\n', 0]); // Else a word could move from one side to the other unseen.
    }
}
