namespace Dragoman.Models;

/// <summary>The one vector that stands for the whole source.</summary>
public enum SourceSummary
{
    /// <summary>The state after the last token read, both directions side by side.</summary>
    Last,

    /// <summary>The backward reading's state at the first token (Bahdanau et al. 2014: s_0 is made of it).</summary>
    BackwardFirst,

    /// <summary>The mean of all states.</summary>
    Mean,

    /// <summary>The largest value of each unit over all states.</summary>
    Max,
}
