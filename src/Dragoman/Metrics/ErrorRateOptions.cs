namespace Dragoman.Metrics;

/// <summary>Options of the error rate.</summary>
/// <param name="Unit">What is counted. Default: words.</param>
/// <param name="Lowercase">Compares without regard to case. Default: false.</param>
public sealed record ErrorRateOptions(ErrorRateUnit Unit = ErrorRateUnit.Word, bool Lowercase = false)
{
    /// <summary>The name that goes with the unit: <c>WER</c> or <c>CER</c>.</summary>
    internal string Name => Unit == ErrorRateUnit.Word ? "WER" : "CER";

    internal void ThrowIfInvalid()
    {
        if (!Enum.IsDefined(Unit))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Unit), Unit, $"The unit must be one of: {string.Join(", ", Enum.GetNames<ErrorRateUnit>())}.");
        }
    }
}

/// <summary>What an error rate counts.</summary>
public enum ErrorRateUnit
{
    /// <summary>Words between white space; phonemes if those are written so. Word error rate.</summary>
    Word,

    /// <summary>Code points but white space. Character error rate.</summary>
    Character,
}
