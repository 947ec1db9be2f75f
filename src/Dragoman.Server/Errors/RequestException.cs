using Dragoman.Explanations;
using Dragoman.Messages;

namespace Dragoman.Server.Errors;

/// <summary>A request cannot be answered as it is.</summary>
/// <param name="status">Status code of the answer.</param>
/// <param name="detail">What is wrong and how to mend it: the whole text shown to the caller.</param>
internal sealed class RequestException(int status, string detail) : Exception(detail)
{
    /// <summary>How a caller shows a key.</summary>
    internal const string KeyScheme = "Bearer";

    private const int LongestQuote = 40;

    /// <summary>Status code of the answer.</summary>
    internal int Status => status;

    /// <summary>The request asks for something that it cannot have.</summary>
    internal static RequestException Bad(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>What a request holds, in quotes, for a message; of a long one the beginning.</summary>
    internal static string Quote(string given) => $"\"{Excerpt.Of(given, LongestQuote)}\"";

    /// <summary>Computes what a request asks for, which may not fit the sentence or the model.</summary>
    /// <typeparam name="T">What is computed.</typeparam>
    /// <param name="compute">Computes.</param>
    /// <exception cref="RequestException">It does not fit.</exception>
    internal static T BadIfUnfit<T>(Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (ModelRequestException e)
        {
            throw Bad(RequestWords.In(e.Message));
        }
    }
}
