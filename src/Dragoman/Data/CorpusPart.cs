namespace Dragoman.Data;

/// <summary>What a share of a corpus is for.</summary>
public enum CorpusPart
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To choose options and the best checkpoint.</summary>
    Validation,

    /// <summary>To measure the finished model once.</summary>
    Test,
}
