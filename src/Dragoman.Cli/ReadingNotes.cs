using System.Globalization;
using Dragoman.Attention;
using Dragoman.Cli.Arguments;
using Dragoman.Explanations;
using Dragoman.Lab.Evaluation;
using Dragoman.Messages;

namespace Dragoman.Cli;

/// <summary>Counts what a model could not read as it stands in the text, and says so at the end, on standard error.</summary>
/// <param name="terminal">Where to say it.</param>
/// <param name="translator">The model that reads.</param>
internal sealed class ReadingNotes(Terminal terminal, Translator translator)
{
    private int _pastPositions;
    private string? _firstUnknown;

    /// <summary>What was counted so far; of given translations, their tokens too.</summary>
    internal ReadingCounts Counts { get; private set; } = ReadingCounts.None;

    /// <summary>Counts a sentence that was translated, or a pair that was aligned.</summary>
    /// <param name="translation">Its best translation, or the alignment.</param>
    /// <param name="isGiven">Whether the translation was given, so that its tokens were read as well.</param>
    internal void Add(Translation translation, bool isGiven = false)
    {
        ReadingCounts read = ReadingCounts.Of(translation, translator);
        Counts = Counts.Add(isGiven ? WithTarget(read, translation) : read);
        _firstUnknown ??= FirstUnknown(translation, isGiven);
        CountPositions(translation.SourceTokens.Count);
    }

    /// <summary>Counts a sentence whose translation is explained; of a given translation, what was not known shows in its steps.</summary>
    /// <param name="explanation">The explanation.</param>
    internal void Add(Explanation explanation)
    {
        Counts = Counts.Add(ReadingCounts.Of(explanation, translator));
        _firstUnknown ??= explanation.Source.Tokens.FirstOrDefault(token => !token.IsKnown)?.Text;
        CountPositions(explanation.Source.Tokens.Count);
    }

    /// <summary>Tokens of a source sentence without its end token, which a model may read or not.</summary>
    /// <param name="translation">Its translation.</param>
    internal int SourceWords(Translation translation) => (int)ReadingCounts.Of(translation, translator).SourceTokens;

    /// <summary>Counts pairs whose loss was measured; their sentences are counted already.</summary>
    /// <param name="loss">What was measured.</param>
    internal void Add(LossResult loss) => Counts = Counts.WithPairs(loss);

    /// <summary>Says what there is to say.</summary>
    internal void Report()
    {
        (int cut, int longer, long tokens, long unknown, int linesWithUnknown) = Counts;
        if (longer > 0)
        {
            (int source, int target) = (translator.Options.Data.Encoding.MaximumSourceLength, translator.Options.Data.Encoding.MaximumTargetLength);
            Warn($"{Counted.Of(longer, "line is", "lines are")} longer than the model was trained on ({source:N0} source and {target:N0} target tokens); all of it is read.");
        }

        if (cut > 0)
        {
            string remedy = translator.MaximumSentenceLength < SentenceLimitOption.Highest ? $" Raise {SentenceLimitOption.Name} to read more." : "";
            Warn($"{Counted.Of(cut, "line has", "lines have")} more than {translator.MaximumSentenceLength:N0} tokens; what follows was not read.{remedy}");
        }

        if (_pastPositions > 0)
        {
            Warn($"{Counted.Of(_pastPositions, "line has", "lines have")} more than {translator.Options.Model.Attention.Positions:N0} source tokens: the location score never looks at those behind (model.attention.positions).");
        }

        if (unknown > 0)
        {
            Warn($"{unknown:N0} of {Counted.Of(tokens, "token")}, in {Counted.Of(linesWithUnknown, "line")}, {(unknown == 1 ? "is" : "are")} not in the model's vocabulary and read as <unk>{(unknown == 1 ? ":" : ", such as")} {Excerpt.Of(_firstUnknown)}.");
        }
    }

    private void CountPositions(int sourceTokens)
    {
        AttentionOptions attention = translator.Options.Model.Attention;
        _pastPositions += attention.Score == AttentionScore.Location && sourceTokens > attention.Positions ? 1 : 0;
    }

    private static ReadingCounts WithTarget(ReadingCounts read, Translation given) => read with
    {
        SourceTokens = read.SourceTokens + given.Tokens.Count,
        UnknownSourceTokens = read.UnknownSourceTokens + given.UnknownTarget.Count,
        SentencesWithUnknown = read.UnknownSourceTokens + given.UnknownTarget.Count > 0 ? 1 : 0,
    };

    private static string? FirstUnknown(Translation translation, bool isGiven) =>
        translation.UnknownSource is [var source, ..] ? translation.SourceTokens[source]
        : isGiven && translation.UnknownTarget is [var target, ..] ? translation.Tokens[target]
        : null;

    private void Warn(FormattableString text) => terminal.Error.WriteLine("warning: " + text.ToString(CultureInfo.InvariantCulture));
}
