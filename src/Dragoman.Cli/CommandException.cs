using Dragoman.Attention;

namespace Dragoman.Cli;

/// <summary>A verb cannot do what it was asked.</summary>
/// <param name="message">What is wrong and how to mend it: the whole text shown to the user.</param>
/// <param name="exitCode">What the program returns.</param>
internal sealed class CommandException(string message, int exitCode = ExitCode.Failure) : Exception(message)
{
    /// <summary>What the program returns.</summary>
    internal int ExitCode { get; } = exitCode;

    /// <summary>Throws if a model has no attention.</summary>
    /// <param name="translator">The model.</param>
    /// <param name="consequence">What there is not, such as <c>nothing to draw</c>.</param>
    /// <exception cref="CommandException">It has none.</exception>
    internal static void ThrowIfNoAttention(Translator translator, string consequence)
    {
        if (translator.Options.Model.Attention.Score == AttentionScore.None)
        {
            throw new CommandException(
                $"The model has no attention (model.attention.score is none), so there is {consequence}. " +
                "Train one with, for example, --preset d2l-bahdanau.");
        }
    }
}
