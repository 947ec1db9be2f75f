namespace Dragoman.Options;

/// <summary>Options are wrong or contradict each other; the message lists everything that is wrong.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Makes the exception with a default message.</summary>
    public ConfigurationException()
        : base("The configuration is not valid.")
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with the failure behind it.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public ConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Throws if there is anything to complain about.</summary>
    /// <param name="problems">One sentence each.</param>
    /// <exception cref="ConfigurationException">There is at least one problem.</exception>
    public static void ThrowIfAny(IEnumerable<string> problems)
    {
        string message = string.Join(Environment.NewLine, problems);
        if (message.Length > 0)
        {
            throw new ConfigurationException(message);
        }
    }
}
