using System.Globalization;
using Dragoman.Cli.Training;
using Dragoman.Lab.Downloads;

namespace Dragoman.Cli;

/// <summary>Shows a person how far a download is, on standard error.</summary>
/// <param name="terminal">Where to show it.</param>
internal sealed class DownloadDisplay(Terminal terminal) : IProgress<DownloadProgress>
{
    private readonly ProgressClock _clock = new(TimeSpan.FromMilliseconds(200));
    private bool _isShown;

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        if (terminal.IsInteractive && _clock.IsDue())
        {
            string share = value.Total is { } total ? $" of {total / 1e6:F1} MB, {100.0 * value.Bytes / total:F0} %" : " MB";
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value.Name}: {value.Bytes / 1e6:F1}{share}   "));
            _isShown = true;
        }
    }

    /// <summary>Clears the line for what follows.</summary>
    internal void Finish()
    {
        if (_isShown)
        {
            terminal.Error.Write("\r\u001b[K");
            _isShown = false;
        }
    }
}
