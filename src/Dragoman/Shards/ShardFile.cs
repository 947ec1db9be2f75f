using System.Diagnostics;
using System.Text;
using Dragoman.Messages;
using Dragoman.Serialization;

namespace Dragoman.Shards;

/// <summary>The output of a part: it grows in a <see cref="PartialFile"/>, and its <see cref="ShardNote"/> says what of it is whole.</summary>
/// <remarks>
/// Bytes are on the disk before the note counts them, and what the note does not count is written again, so a run that was killed anywhere, or found the disk full, goes on
/// to the bytes of an undisturbed one.
/// </remarks>
internal sealed class ShardFile : IDisposable
{
    /// <summary>Work that may be lost, if batches are short: three flushes of a disk are little against it.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _target;
    private readonly PartialFile? _partial; // null if the file is whole already
    private ShardNote _note;
    private ShardNote _written;
    private long _writtenAt = Stopwatch.GetTimestamp();

    private ShardFile(string target, PartialFile? partial, ShardNote note)
    {
        (_target, _partial, _note, _written) = (target, partial, note, note);
    }

    /// <summary>How far the input was read by the runs before; what was written of it is kept.</summary>
    internal TextPosition Start => _note.Position;

    /// <summary>Whether the file was whole before this run, so that only its input is compared.</summary>
    internal bool WasWhole => _partial is null;

    /// <summary>The path beside which a note and a partial file stand: that of the file itself, if the output is a link to it.</summary>
    /// <param name="output">The output as the user named it.</param>
    /// <exception cref="IOException">It is a folder, a pipe or a device.</exception>
    internal static string TargetOf(string output)
    {
        string resolved = LinkPath.Resolve(output);
        return !AtomicFile.CanReplace(resolved)
            ? throw new IOException($"{output} is {(Directory.Exists(resolved) ? "a folder" : "a pipe or a device")}; a part that can be resumed or merged needs a regular file. Name one.")
            : new FileInfo(output).LinkTarget is null ? output : resolved;
    }

    /// <summary>Begins a part, or goes on with it.</summary>
    /// <param name="target">Path of the file, from <see cref="TargetOf"/>.</param>
    /// <param name="wanted">What is to be made.</param>
    /// <param name="resume">Whether to go on with what is there.</param>
    /// <exception cref="IOException">What is there is damaged, of other settings, or would be lost; or the folder cannot be written.</exception>
    internal static ShardFile Open(string target, ShardNote wanted, bool resume)
    {
        string partial = target + PartialFile.Ending;
        bool hasBegun = new FileInfo(partial) is { Exists: true, Length: > 0 };
        if (hasBegun && !resume)
        {
            throw new IOException($"{partial} holds an unfinished translation, which would be lost. Add --resume to go on with it, or delete it to begin anew.");
        }

        ShardNote? found = resume ? ShardNote.Read(target) : null;
        if (hasBegun)
        {
            found = found ?? throw new IOException($"{partial} has no note of what it was made of, {target}{ShardNote.Ending}. Put that back, or delete the file to begin anew.");
            ThrowIfOther(partial, found, wanted);
            return new ShardFile(target, PartialFile.Open(target, found.Bytes, found.Checksum), found with { Command = wanted.Command });
        }

        if (found is { Complete: true } && File.Exists(target))
        {
            ThrowIfOther(target, found, wanted);
            return FileChecksum.Of(target).Value == found.Checksum
                ? new ShardFile(target, partial: null, found)
                : throw new IOException($"{target} was changed after it was translated. Delete it to translate it again, or leave out --resume to write over it.");
        }

        PartialFile begun = PartialFile.Open(target, 0, 0); // Whoever holds it may write the note.
        wanted.Write(target);
        return new ShardFile(target, begun, wanted);
    }

    /// <summary>Writes text behind what is there; nowhere if the file is whole.</summary>
    /// <param name="write">Writes it, and says with <see cref="Keep"/> after a flush how far it is.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    internal void Write(Action<TextWriter> write)
    {
        StreamWriter writer = new(_partial ?? Stream.Null, Utf8) { NewLine = "\n" };
        write(writer);
        writer.Flush(); // Not when an error has cut it short: the note does not count what came last.
    }

    /// <summary>Notes that all written so far is whole; now and then also on the disk.</summary>
    /// <param name="position">How far the input has been read.</param>
    internal void Keep(TextPosition position)
    {
        if (_partial is not null)
        {
            _note = NoteAt(_partial, position);
            if (Stopwatch.GetElapsedTime(_writtenAt) >= Interval)
            {
                WriteNote(_partial);
            }
        }
    }

    /// <summary>Gives the file its name.</summary>
    /// <param name="end">The end of the input.</param>
    /// <exception cref="IOException">The input is longer than it was when the file was finished.</exception>
    internal void Complete(TextPosition end)
    {
        if (_note.Complete && end.Lines != _note.InputLines)
        {
            throw new IOException(
                $"{_target} was made of an input of {Counted.Of(_note.InputLines, "line")}, which has {Counted.Of(end.Lines, "line")} now. Delete it to translate all of it again, or put the old input back.");
        }

        if (_partial is not null)
        {
            _note = NoteAt(_partial, end) with { Complete = true };
            WriteNote(_partial);
            _partial.Commit(_target);
        }
    }

    /// <summary>Lets go of the file; what is whole and not yet noted on the disk is noted, if that is still possible.</summary>
    public void Dispose()
    {
        try
        {
            if (_partial is not null && _note != _written)
            {
                WriteNote(_partial);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return; // The error that ended the run came first, and the last note is still right.
        }
        finally
        {
            _partial?.Dispose();
        }
    }

    private static void ThrowIfOther(string file, ShardNote found, ShardNote wanted)
    {
        if (found.Part != wanted.Part)
        {
            throw new IOException($"{file} is part {found.Part} of its input, not {wanted.Part}. Give each part an output of its own.");
        }

        if (found.DifferencesFrom(wanted.Settings) is { } differences)
        {
            throw new IOException($"{file} was made with other settings: {differences}. Give the same as then, or delete it to begin anew.");
        }
    }

    private ShardNote NoteAt(PartialFile partial, TextPosition position) => _note with
    {
        InputLines = position.Lines,
        InputChecksum = position.Checksum,
        Bytes = partial.Length,
        Checksum = partial.Checksum,
    };

    private void WriteNote(PartialFile partial)
    {
        partial.Save();
        _note.Write(_target);
        (_written, _writtenAt) = (_note, Stopwatch.GetTimestamp());
    }
}
