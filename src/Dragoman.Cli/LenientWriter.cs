using System.Text;

namespace Dragoman.Cli;

/// <summary>Passes text on; where it cannot be written, such as on closed standard error or a full disk, it is lost, and nothing fails for it.</summary>
/// <param name="inner">Where the text goes.</param>
internal sealed class LenientWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(value, static (inner, value) => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(value, static (inner, value) => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(value, static (inner, value) => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(0, static (inner, _) => inner.Flush());

    private void Try<T>(T value, Action<TextWriter, T> write)
    {
        try
        {
            write(inner, value);
        }
        catch (IOException)
        {
            return; // There is nowhere to say it.
        }
    }
}
