using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dragoman.Cli.Arguments;

/// <summary>Values of options while a command line is still being checked.</summary>
internal static class TypedValue
{
    /// <summary>The value of an option, or its default if it is not given or not valid; what is not valid is reported by the option itself.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="result">The verb as it was typed.</param>
    /// <param name="option">The option.</param>
    internal static T? ValidValue<T>(this CommandResult result, Option<T> option)
    {
        try
        {
            return result.GetValue(option);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
