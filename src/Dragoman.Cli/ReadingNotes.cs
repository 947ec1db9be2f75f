using System.Globalization;
using Dragoman.Attention;
using Dragoman.Cli.Arguments;
using Dragoman.Lab.Evaluation;
using Dragoman.Messages;
using Dragoman.Visualization;

namespace Dragoman.Cli;

/// <summary>Counts what a model could not read as it stands in the text, and says so at the end, on standard error.</summary>
/// <param name="terminal">Where to say it.</param>
/// <param name="translator">The model that reads.</param>
internal sealed class ReadingNotes(Terminal terminal, Translator translator)
{
    private int _cut;
    private int _longer;
    private int _pastPositions;
    private int _linesWithUnknown;
    private long _unknown;
    private string? _firstUnknown;
    private long _tokens;

    /// <summary>What was counted so far, of sentences without given translations.</summary>
    internal ReadingCounts Counts => new(_cut, _longer, _tokens, _unknown, _linesWithUnknown);

    /// <summary>Counts a sentence that was translated, or a pair that was aligned.</summary>
    /// <param name="translation">Its best translation, or the alignment.</param>
    /// <param name="isGiven">Whether the translation was given, so that its tokens were read as well.</param>
    internal void Add(Translation translation, bool isGiven = false)
    {
        int words = SourceWords(translation);
        int unknown = translation.UnknownSource.Count + (isGiven ? translation.UnknownTarget.Count : 0);
        _tokens += words + (isGiven ? translation.Tokens.Count : 0);
        _unknown += unknown;
        _firstUnknown ??= FirstUnknown(translation, isGiven);
        _linesWithUnknown += unknown > 0 ? 1 : 0;
        _cut += translation.IsCut ? 1 : 0;
        _longer += translation.IsLongerThanTrained ? 1 : 0;
        _pastPositions += translator.Options.Model.Attention.Score == AttentionScore.Location &&
            translation.SourceTokens.Count > translator.Options.Model.Attention.Positions ? 1 : 0;
    }

    /// <summary>Tokens of a source sentence without its end token, which a model may read or not.</summary>
    /// <param name="translation">Its translation.</param>
    internal int SourceWords(Translation translation) =>
        Math.Max(translation.SourceTokens.Count - (translator.Options.Data.Encoding.AppendEosToSource ? 1 : 0), 0);

    /// <summary>Counts pairs whose loss was measured; their sentences are counted already.</summary>
    /// <param name="loss">What was measured.</param>
    internal void Add(LossResult loss)
    {
        // A pair is cut or long on either side, so it is among those of its sentences or has a reference to report.
        _cut = Math.Max(_cut, loss.CutPairCount);
        _longer = Math.Max(_longer, loss.LongPairCount);
    }

    /// <summary>Says what there is to say.</summary>
    internal void Report()
    {
        if (_longer > 0)
        {
            (int source, int target) = (translator.Options.Data.Encoding.MaximumSourceLength, translator.Options.Data.Encoding.MaximumTargetLength);
            Warn($"{Counted.Of(_longer, "line is", "lines are")} longer than the model was trained on ({source:N0} source and {target:N0} target tokens); all of it is read.");
        }

        if (_cut > 0)
        {
            string remedy = translator.MaximumSentenceLength < SentenceLimitOption.Highest ? $" Raise {SentenceLimitOption.Name} to read more." : "";
            Warn($"{Counted.Of(_cut, "line has", "lines have")} more than {translator.MaximumSentenceLength:N0} tokens; what follows was not read.{remedy}");
        }

        if (_pastPositions > 0)
        {
            Warn($"{Counted.Of(_pastPositions, "line has", "lines have")} more than {translator.Options.Model.Attention.Positions:N0} source tokens: the location score never looks at those behind (model.attention.positions).");
        }

        if (_unknown > 0)
        {
            Warn($"{_unknown:N0} of {Counted.Of(_tokens, "token")}, in {Counted.Of(_linesWithUnknown, "line")}, {(_unknown == 1 ? "is" : "are")} not in the model's vocabulary and read as <unk>{(_unknown == 1 ? ":" : ", such as")} {TextCells.Printable(_firstUnknown!)}.");
        }
    }

    private static string? FirstUnknown(Translation translation, bool isGiven) =>
        translation.UnknownSource is [var source, ..] ? translation.SourceTokens[source]
        : isGiven && translation.UnknownTarget is [var target, ..] ? translation.Tokens[target]
        : null;

    private void Warn(FormattableString text) => terminal.Error.WriteLine("warning: " + text.ToString(CultureInfo.InvariantCulture));
}
