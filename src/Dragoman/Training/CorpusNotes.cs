using System.Globalization;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>Says what of a corpus a model will not see or not know, and what to do about it.</summary>
internal static class CorpusNotes
{
    /// <summary>Unknown tokens of which a user is warned, as a share of the running tokens of a side; a vocabulary as papers choose it leaves out 1 to 6 %.</summary>
    internal const double LargeShare = 0.1;

    private const int SentencesJoined = 1000;
    private const double LargeShareJoined = 0.02; // the rules of a language that they know miss less than 1 %

    /// <summary>One sentence for each thing that is cut, left out, or largely unknown.</summary>
    /// <param name="counts">What the corpus holds.</param>
    /// <param name="part">What the pairs are for, such as <c>training</c>.</param>
    /// <param name="options">How they become ids.</param>
    /// <param name="isFixed">Whether the vocabularies are those of a model that is there already.</param>
    internal static IEnumerable<string> Of(CorpusCounts counts, string part, DataOptions options, bool isFixed)
    {
        if (counts.Cut > 0)
        {
            yield return $"{Pairs(counts.Cut, part)} cut, for a side is longer than {Limits(options.Encoding)}.";
        }

        if (counts.TooLong > 0)
        {
            yield return $"{Pairs(counts.TooLong, part)} left out, for a side is longer than {Limits(options.Encoding)}, and data.encoding.tooLong is drop.";
        }

        if (counts.Blank > 0)
        {
            yield return $"{Pairs(counts.Blank, part)} left out, for a side is blank.";
        }

        foreach ((string side, TokenCounts tokens, TextOptions text) in new[]
        {
            ("source", counts.Source, options.Source), ("target", counts.Target, options.Target),
        })
        {
            if (tokens.UnknownShare > LargeShare)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Warning: {100 * tokens.UnknownShare:F0} % of the {part} pairs' {side} tokens are unknown (<unk>), which the model cannot tell apart. ") +
                    (isFixed ? "Its vocabularies stay as they are; give text like that which it was first trained on." : Remedy(side, text, options.Vocabulary));
            }
        }
    }

    /// <summary>A sentence about a share for validation that came to no pair.</summary>
    /// <param name="options">The share.</param>
    internal static string NoneHeldOut(DataOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"Warning: no pair is held out for validation: {100 * options.ValidationShare:0.##} % (data.validationShare) of so few is none. Raise the share, or give pairs to validate on.");

    /// <summary>A sentence about target sentences that are joined otherwise than they were written, if they are many.</summary>
    /// <param name="sentences">Raw target sentences; the first ones are looked at.</param>
    /// <param name="text">Parts their words and joins them.</param>
    internal static IEnumerable<string> OfJoining(IEnumerable<string> sentences, TextCleaner text)
    {
        if (!text.JoinsByRules)
        {
            yield break; // Nothing else has to guess.
        }

        string[] looked = [.. sentences.Take(SentencesJoined).Select(text.Normalizer.Normalize)];
        (string Written, string Joined)[] changed =
            [.. looked.Select(written => (written, text.Restore(text.Clean(written)))).Where(pair => pair.Item1 != pair.Item2)];
        if (changed.Length > LargeShareJoined * looked.Length)
        {
            (string written, string joined) = changed.MinBy(pair => pair.Written.Length);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Warning: of the first {looked.Length:N0} target sentences {changed.Length:N0} are not joined as they were written, such as \"{Excerpt.Of(joined)}\" for \"{Excerpt.Of(written)}\", ") +
                "and so will translations be. To have them as written, " + text.Options.JoiningRemedy("data.target");
        }
    }

    /// <summary>A sentence about the log of a training that goes on, if it has lost lines.</summary>
    /// <param name="path">The log.</param>
    /// <param name="length">Bytes of it that are there.</param>
    /// <param name="expected">Bytes that the checkpoint notes.</param>
    internal static IEnumerable<string> OfLog(string path, long length, long expected)
    {
        if (length < expected)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Warning: {path} has {length:N0} of the {expected:N0} bytes that were written up to the checkpoint; the measurements between are lost. Training does not need them.");
        }
    }

    /// <summary>Throws when nothing of a corpus can be used.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="counts">What it holds.</param>
    /// <param name="encoding">Which lengths are allowed.</param>
    /// <exception cref="CorpusFormatException">No pair is left.</exception>
    internal static void ThrowIfUnusable(ICorpus corpus, CorpusCounts counts, EncodingOptions encoding)
    {
        if (counts.Pairs > 0)
        {
            return;
        }

        string read = Counted.Of(counts.Read, "pair");
        string tooLong = $"a side longer than {Limits(encoding)}";
        string problem = counts switch
        {
            { Read: 0 } => "there is no pair.",
            { TooLong: 0 } => $"{read}: all have a blank side.",
            { Blank: 0 } => $"{read}: all have {tooLong}, and data.encoding.tooLong is drop.",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{read}: {counts.Blank:N0} with a blank side, {counts.TooLong:N0} with {tooLong}, and data.encoding.tooLong is drop."),
        };
        throw new CorpusFormatException(corpus.Name, null, $"no pair can be used. {char.ToUpperInvariant(problem[0])}{problem[1..]}");
    }

    /// <summary>Throws when a vocabulary holds no word.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="tokens">What it was made of.</param>
    /// <param name="side">Its side, such as <c>source</c>.</param>
    /// <param name="options">How it was made.</param>
    /// <exception cref="ConfigurationException">It holds special tokens only.</exception>
    internal static void ThrowIfWordless(Vocabulary vocabulary, TokenCounts tokens, string side, DataOptions options)
    {
        if (vocabulary.Count == Vocabulary.SpecialCount)
        {
            throw new ConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The {side} vocabulary would hold no word: none of the {tokens.Types:N0} different tokens occurs {options.Vocabulary.MinimumFrequency:N0} times, ") +
                "so every one would be unknown (<unk>). " + Remedy(side, side == "source" ? options.Source : options.Target, options.Vocabulary));
        }
    }

    private static string Remedy(string side, TextOptions text, VocabularyOptions vocabulary)
    {
        List<string> remedies = [];
        if (vocabulary.MinimumFrequency > 1)
        {
            remedies.Add($"lower data.vocabulary.minimumFrequency ({vocabulary.MinimumFrequency})");
        }

        if (vocabulary.MaximumSize is { } size)
        {
            remedies.Add($"raise data.vocabulary.maximumSize ({size})");
        }

        if (text.Tokenizer == TokenizerKind.Word)
        {
            remedies.Add($"set data.{side}.tokenizer to character");
        }

        remedies.Add("train on more pairs, or on text that is more alike");
        string list = string.Join("; or ", remedies);
        return $"{char.ToUpperInvariant(list[0])}{list[1..]}.";
    }

    private static string Pairs(long count, string part) => Counted.Of(count, $"{part} pair is", $"{part} pairs are");

    private static string Limits(EncodingOptions encoding) => string.Create(
        CultureInfo.InvariantCulture,
        $"data.encoding.maximumSourceLength ({encoding.MaximumSourceLength}) or maximumTargetLength ({encoding.MaximumTargetLength}) tokens");
}
