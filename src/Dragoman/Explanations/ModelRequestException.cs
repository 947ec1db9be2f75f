namespace Dragoman.Explanations;

/// <summary>What a caller asks of a model does not fit the model or the sentence, such as a change of weights where there is no attention.</summary>
public sealed class ModelRequestException : ArgumentException
{
    /// <summary>Makes the exception with a default message.</summary>
    public ModelRequestException()
        : base("What is asked for does not fit the model or the sentence.")
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    /// <param name="message">The whole sentence shown to the user.</param>
    public ModelRequestException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and the failure behind it.</summary>
    /// <param name="message">The whole sentence shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public ModelRequestException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
