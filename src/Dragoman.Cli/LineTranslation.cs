using Dragoman.Decoding;
using Dragoman.Shards;

namespace Dragoman.Cli;

/// <summary>Translates lines as they arrive, and writes what comes of them in their order.</summary>
internal sealed class LineTranslation
{
    /// <summary>The model.</summary>
    internal required Translator Translator { get; init; }

    /// <summary>How translations are searched for.</summary>
    internal required SearchOptions Search { get; init; }

    /// <summary>What translations must be.</summary>
    internal required RequestLines Requests { get; init; }

    /// <summary>The objects that the lines are; null if the lines are sentences.</summary>
    internal required TranslatedRecords? Records { get; init; }

    /// <summary>Changes each translation before it is written.</summary>
    internal required Func<Translation, Translation> ReplaceUnknown { get; init; }

    /// <summary>Writes translations.</summary>
    internal required TranslationWriter Writer { get; init; }

    /// <summary>Notices lines that hold more than a sentence.</summary>
    internal required SentenceWarning Warning { get; init; }

    /// <summary>Counts what could not be read as it stands.</summary>
    internal required ReadingNotes Notes { get; init; }

    /// <summary>Translates all lines.</summary>
    /// <param name="feed">The lines.</param>
    /// <param name="output">Where the translations go; what has been written is flushed whenever all lines that have arrived are done.</param>
    /// <param name="kept">The file behind the output, if it is kept as it grows.</param>
    internal void Run(LineFeed feed, TextWriter output, ShardFile? kept)
    {
        for (List<NumberedLine> lines = feed.Next(); lines.Count > 0; lines = feed.Next())
        {
            List<string> sentences = lines.ConvertAll(line => Records?.SentenceOf(line) ?? line.Text);
            Warning.Check(lines, sentences);
            Warning.WarnEarly();
            List<TranslationRequest> asked = Requests.Read(lines, sentences);
            IReadOnlyList<IReadOnlyList<Translation>> found = Requests.Translate(lines, () => Translator.TranslateGuidedNBestBatch(asked, Search));
            foreach ((NumberedLine line, IReadOnlyList<Translation> best) in lines.Zip(found))
            {
                Notes.Add(best[0]);
                Writer.Write(output, line.Number - 1, [.. best.Select(ReplaceUnknown)]);
            }

            output.Flush();
            kept?.Keep(lines[^1].End);
        }

        Requests.Finish(feed.End.Lines);
    }
}
