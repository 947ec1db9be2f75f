namespace Dragoman;

/// <summary>A translation cannot be what is asked for, such as begin with a word that the model does not know.</summary>
public sealed class TranslationRequestException : Exception
{
    /// <summary>Makes the exception with a default message.</summary>
    public TranslationRequestException()
        : base("The translation cannot be what is asked for.")
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    /// <param name="message">The whole sentence shown to the user.</param>
    public TranslationRequestException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and the failure behind it.</summary>
    /// <param name="message">The whole sentence shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public TranslationRequestException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception for one of many requests.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="problem">What is wrong, what was expected, and the remedy.</param>
    public TranslationRequestException(int index, string problem)
        : base($"Sentence {index}: {problem}")
    {
        (Index, Problem) = (index, problem);
    }

    /// <summary>Number of the request, from 0, among those of the call.</summary>
    public int Index { get; }

    /// <summary>What is wrong, what was expected, and the remedy, without the number.</summary>
    public string Problem { get; } = "";
}
