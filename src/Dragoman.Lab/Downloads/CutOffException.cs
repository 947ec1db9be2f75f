namespace Dragoman.Lab.Downloads;

/// <summary>An answer came to nothing, or not to its end: worth another try.</summary>
/// <param name="message">What happened, to go into a sentence.</param>
/// <param name="innerException">The failure behind it, if any.</param>
internal sealed class CutOffException(string message, Exception? innerException = null) : Exception(message, innerException);
