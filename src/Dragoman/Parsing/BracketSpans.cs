namespace Dragoman.Parsing;

/// <summary>The words and constituents of a tree that take part in the score.</summary>
internal sealed class BracketSpans
{
    private BracketSpans()
    {
    }

    /// <summary>The words without punctuation and traces.</summary>
    internal List<string> Words { get; } = [];

    /// <summary>The scored constituents, each counted as often as it occurs.</summary>
    internal List<BracketSpan> Spans { get; } = [];

    /// <summary>Reads a tree.</summary>
    internal static BracketSpans Of(PennTree tree)
    {
        BracketSpans result = new();
        Stack<int> starts = new();
        foreach ((PennTree node, bool isEntered) in tree.Walk())
        {
            if (node.IsLeaf)
            {
                if (!Punctuation.IsTag(node.Label) && node.Label != TreeCleaner.TraceTag)
                {
                    result.Words.Add(node.Word!);
                }
            }
            else if (isEntered)
            {
                starts.Push(result.Words.Count);
            }
            else
            {
                result.Add(starts.Pop(), BareLabel(node.Label));
            }
        }

        return result;
    }

    /// <summary>Spans that both trees have, each as often as both have it.</summary>
    internal int CountMatches(BracketSpans other)
    {
        Dictionary<BracketSpan, int> unmatched = new(other.Spans.Count);
        foreach (BracketSpan span in other.Spans)
        {
            unmatched[span] = unmatched.GetValueOrDefault(span) + 1;
        }

        int matches = 0;
        foreach (BracketSpan span in Spans)
        {
            if (unmatched.TryGetValue(span, out int count) && count > 0)
            {
                unmatched[span] = count - 1;
                matches++;
            }
        }

        return matches;
    }

    private void Add(int start, string label)
    {
        if (start < Words.Count && label != PennTree.OuterLabel)
        {
            Spans.Add(new BracketSpan(start, Words.Count, label));
        }
    }

    /// <summary>The label without what follows the first hyphen or equals sign; PRT counts as ADVP.</summary>
    private static string BareLabel(string label)
    {
        int end = label.AsSpan().IndexOfAny('-', '=');
        string bare = end < 0 ? label : label[..end];
        return bare == "PRT" ? "ADVP" : bare;
    }
}

/// <summary>A constituent as EVALB sees it.</summary>
/// <param name="Start">Index of its first word, punctuation not counted.</param>
/// <param name="End">Index after its last word.</param>
/// <param name="Label">Its label without function tags.</param>
internal readonly record struct BracketSpan(int Start, int End, string Label);
