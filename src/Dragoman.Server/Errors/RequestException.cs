namespace Dragoman.Server.Errors;

/// <summary>A request cannot be answered as it is.</summary>
/// <param name="status">Status code of the answer.</param>
/// <param name="detail">What is wrong and how to mend it: the whole text shown to the caller.</param>
internal sealed class RequestException(int status, string detail) : Exception(detail)
{
    /// <summary>Status code of the answer.</summary>
    internal int Status => status;

    /// <summary>The request asks for something that it cannot have.</summary>
    internal static RequestException Bad(string detail) => new(StatusCodes.Status400BadRequest, detail);
}
