using System.ComponentModel;
using System.Diagnostics;

namespace Dragoman.Cli.Serving;

/// <summary>The user's browser.</summary>
internal static class Browser
{
    /// <summary>Shows a page.</summary>
    /// <param name="url">Its address.</param>
    /// <returns>Whether there is a browser.</returns>
    internal static bool TryOpen(string url)
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(url) { UseShellExecute = true });
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
