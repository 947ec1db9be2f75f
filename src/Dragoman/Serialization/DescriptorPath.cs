using System.Globalization;
using System.Text.RegularExpressions;

namespace Dragoman.Serialization;

/// <summary>Paths that stand for a file which this process has open already.</summary>
internal static partial class DescriptorPath
{
    /// <summary>The descriptor that a path stands for, or null.</summary>
    /// <param name="path">An absolute path, such as <c>/dev/stdout</c>, <c>/dev/fd/3</c> or <c>/proc/self/fd/3</c>.</param>
    internal static int? Parse(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        switch (path)
        {
            case "/dev/stdin":
                return 0;
            case "/dev/stdout":
                return 1;
            case "/dev/stderr":
                return 2;
            default:
                Match match = Numbered().Match(path);
                return match.Success && (!match.Groups["process"].Success || match.Groups["process"].Value == Own) &&
                    int.TryParse(match.Groups["descriptor"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor)
                    ? descriptor
                    : null;
        }
    }

    private static string Own => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(/dev|/proc/(self|thread-self|(?<process>\d+)(/task/\d+)?))/fd/(?<descriptor>\d+)$")]
    private static partial Regex Numbered();
}
