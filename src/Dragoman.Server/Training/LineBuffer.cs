namespace Dragoman.Server.Training;

/// <summary>Cuts blocks of a file into lines.</summary>
/// <param name="blockBytes">Bytes that a block may have; longer lines are put together from several.</param>
internal sealed class LineBuffer(int blockBytes)
{
    private byte[] _bytes = new byte[blockBytes];
    private int _next; // Between this and the end are those not taken yet, and up to the place searched there is no line end among them.
    private int _searched;
    private int _end;

    /// <summary>Room for the next block, at least a byte; lines that were taken are not valid any more.</summary>
    internal Span<byte> Room()
    {
        _bytes.AsSpan(_next.._end).CopyTo(_bytes);
        (_next, _searched, _end) = (0, _searched - _next, _end - _next);
        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }

        return _bytes.AsSpan(_end);
    }

    /// <summary>Takes in what was written to <see cref="Room"/>.</summary>
    /// <param name="count">Bytes written there.</param>
    internal void Add(int count) => _end += count;

    /// <summary>Takes the next whole line.</summary>
    /// <param name="line">The line without its end, valid until there is to be room for another block.</param>
    /// <returns>Whether there is one.</returns>
    internal bool TryTake(out ReadOnlyMemory<byte> line)
    {
        int length = _bytes.AsSpan(_searched.._end).IndexOf((byte)'\n') is >= 0 and var found ? _searched + found - _next : -1;
        line = _bytes.AsMemory(_next, Math.Max(length, 0));
        _next += length + 1;
        _searched = length < 0 ? _end : _next;
        return length >= 0;
    }
}
