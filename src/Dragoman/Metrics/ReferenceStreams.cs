using Dragoman.Messages;

namespace Dragoman.Metrics;

/// <summary>Reference streams turned by 90 degrees: the references of one segment side by side.</summary>
internal sealed class ReferenceStreams
{
    private readonly string[] _lines; // references of all segments, one segment after the other
    private readonly int[] _starts; // [line + 1]

    /// <summary>Checks the streams.</summary>
    /// <param name="hypotheses">[line] Output of the system.</param>
    /// <param name="references">[stream][line] References.</param>
    /// <param name="allowEmpty">Whether a segment may have nothing but an empty reference.</param>
    /// <param name="keepEmpty">Whether an empty line is a reference without words; otherwise it stands for a missing one.</param>
    public ReferenceStreams(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, bool allowEmpty, bool keepEmpty)
    {
        ThrowIfUnaligned(hypotheses, references);
        List<string> lines = new(hypotheses.Count * references.Count);
        _starts = new int[hypotheses.Count + 1];
        for (int line = 0; line < hypotheses.Count; line++)
        {
            foreach (IReadOnlyList<string> stream in references)
            {
                if (keepEmpty || !string.IsNullOrEmpty(stream[line]))
                {
                    lines.Add(stream[line]);
                }
            }

            if (lines.Count == _starts[line])
            {
                lines.Add(allowEmpty ? string.Empty : throw MissingReference(line));
            }

            _starts[line + 1] = lines.Count;
        }

        _lines = [.. lines];
    }

    /// <summary>References a segment, or null where segments differ.</summary>
    public int? PerSegment
    {
        get
        {
            for (int line = 1; line < _starts.Length; line++)
            {
                if (_starts[line] - _starts[line - 1] != _starts[1])
                {
                    return null;
                }
            }

            return _starts[1];
        }
    }

    /// <summary>The references of one segment, at least one.</summary>
    public ReadOnlySpan<string> At(int line) => _lines.AsSpan(_starts[line].._starts[line + 1]);

    private static void ThrowIfUnaligned(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        ArgumentNullException.ThrowIfNull(references);
        if (hypotheses.Count == 0)
        {
            throw new ArgumentException("There are no hypotheses to score; give at least one line.", nameof(hypotheses));
        }

        if (references.Count == 0)
        {
            throw new ArgumentException("There are no references; give at least one stream.", nameof(references));
        }

        ThrowIfNull(hypotheses, "the hypotheses", nameof(hypotheses));
        for (int stream = 0; stream < references.Count; stream++)
        {
            ThrowIfNull(references[stream], $"reference stream {stream + 1}", nameof(references));
            if (references[stream].Count != hypotheses.Count)
            {
                throw new ArgumentException(
                    $"Reference stream {stream + 1} has {Counted.Of(references[stream].Count, "line")}, the hypotheses have {hypotheses.Count}. "
                    + "Each line of one must be the counterpart of the same line of the other.",
                    nameof(references));
            }
        }
    }

    private static void ThrowIfNull(IReadOnlyList<string?>? lines, string name, string argument)
    {
        ArgumentNullException.ThrowIfNull(lines, argument);
        for (int line = 0; line < lines.Count; line++)
        {
            if (lines[line] is null)
            {
                throw new ArgumentException($"Line {line + 1} of {name} is null; an empty line is \"\".", argument);
            }
        }
    }

    private static ArgumentException MissingReference(int line) =>
        new($"Line {line + 1} has no reference: it is empty in every stream. Remove it from the hypotheses and the references.");
}
