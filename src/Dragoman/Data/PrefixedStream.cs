namespace Dragoman.Data;

/// <summary>A stream whose first bytes have been read already: they come again, and then the others.</summary>
/// <param name="start">The bytes read.</param>
/// <param name="rest">The stream; closed with this one.</param>
internal sealed class PrefixedStream(byte[] start, Stream rest) : ForwardStream
{
    private int _used;

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, start.Length - _used);
        if (count == 0)
        {
            return rest.Read(buffer);
        }

        start.AsSpan(_used, count).CopyTo(buffer);
        _used += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
