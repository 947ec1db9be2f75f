namespace Dragoman.Cli.Arguments;

/// <summary>How systems are told apart from chance.</summary>
internal enum SignificanceTest
{
    /// <summary>Both ways.</summary>
    Both,

    /// <summary>Paired bootstrap resampling.</summary>
    Bootstrap,

    /// <summary>Approximate randomisation.</summary>
    Randomization,

    /// <summary>Not at all, and no intervals.</summary>
    None,
}
