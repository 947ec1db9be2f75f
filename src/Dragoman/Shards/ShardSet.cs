using Dragoman.Messages;

namespace Dragoman.Shards;

/// <summary>Outputs of parts, to be put together in the order of the input.</summary>
internal sealed class ShardSet
{
    private readonly Dictionary<int, (string Path, ShardNote Note)> _parts = [];

    /// <summary>Reads the notes of outputs.</summary>
    /// <param name="paths">Paths of the outputs, in any order.</param>
    /// <exception cref="IOException">None has a note, or two do not belong together: the same part twice, or of another input or other settings.</exception>
    internal ShardSet(IEnumerable<string> paths)
    {
        List<string> absent = [];
        foreach (string path in paths)
        {
            if (ShardNote.Read(path) is { } note)
            {
                Add(path, note);
            }
            else if (File.Exists(path))
            {
                throw new IOException($"{path} has no note {path}{ShardNote.Ending} that says which part it is. Name outputs of `dragoman translate --shard`, and keep their notes beside them.");
            }
            else
            {
                absent.Add(path);
            }
        }

        Count = _parts.Count == 0 ? throw new IOException($"There is no part to merge: {absent[0]} does not exist.") : _parts.First().Value.Note.Of;
        Gaps = [.. Enumerable.Range(1, Count).Select(GapAt).OfType<ShardGap>()];
        if (absent.Count > 0 && Gaps.Count == 0)
        {
            throw new IOException($"{absent[0]} does not exist, and all {Count} parts are there without it. Leave it out, or check the name.");
        }
    }

    /// <summary>How many parts there are in all.</summary>
    internal int Count { get; }

    /// <summary>What is not there in whole, in order; nothing can be written before that is made.</summary>
    internal IReadOnlyList<ShardGap> Gaps { get; }

    /// <summary>Outputs and notes, in the order of their numbers.</summary>
    internal IEnumerable<(string Path, ShardNote Note)> Parts => _parts.OrderBy(part => part.Key).Select(part => part.Value);

    /// <summary>Lines of the input.</summary>
    internal long InputLines => _parts[1].Note.InputLines;

    /// <summary>Writes what all parts hold, in the order of the input, a line at a time.</summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="IOException">An output was changed after it was translated.</exception>
    internal void Write(TextWriter writer)
    {
        List<ShardReader> readers = [];
        try
        {
            readers.AddRange(Parts.Select(part => new ShardReader(part.Path, part.Note)));
            for (long line = 1; line <= InputLines; line++)
            {
                readers[(int)((line - 1) % Count)].Copy(writer, line);
            }

            readers.ForEach(reader => reader.Finish());
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    private void Add(string path, ShardNote note)
    {
        if (_parts.Count > 0)
        {
            (string first, ShardNote other) = _parts.First().Value;
            if (note.Of != other.Of)
            {
                throw new IOException($"{path} is part {note.Part}, but {first} is part {other.Part}: they are not of one division. Name the parts of one.");
            }

            if (note.DifferencesFrom(other.Settings) is { } differences)
            {
                throw new IOException($"{path} was made with other settings than {first}: {differences}. Translate one of them again, as the other was.");
            }

            if (_parts.Values.FirstOrDefault(part => part.Note.Complete) is (string whole, { } full) && note.Complete && note.Position != full.Position)
            {
                throw new IOException(
                    $"{path} was made of another input than {whole}: of {Counted.Of(note.InputLines, "line")} with checksum {note.InputChecksum:x8}, the other of {Counted.Of(full.InputLines, "line")} with {full.InputChecksum:x8}. " +
                    "Translate one of them again.");
            }
        }

        if (!_parts.TryAdd(note.Shard, (path, note)))
        {
            throw new IOException($"{_parts[note.Shard].Path} and {path} are both part {note.Part}. Name each part once.");
        }
    }

    private ShardGap? GapAt(int number)
    {
        if (!_parts.TryGetValue(number, out (string Path, ShardNote Note) part))
        {
            return new ShardGap(new Shard(number, Count), null, "is missing");
        }

        long length = new FileInfo(part.Path) is { Exists: true } file ? file.Length : 0;
        string? problem = !part.Note.Complete || new FileInfo(part.Path + PartialFile.Ending) is { Exists: true, Length: > 0 } ? $"({part.Path}) is unfinished"
            : !File.Exists(part.Path) ? $"({part.Path}) is missing; only its note is there"
            : length != part.Note.Bytes ? $"({part.Path}) has {Counted.Of(length, "byte")}, but {Counted.Of(part.Note.Bytes, "byte")} were written; delete it first"
            : null;
        return problem is null ? null : new ShardGap(part.Note.Part, part.Path, problem);
    }
}
