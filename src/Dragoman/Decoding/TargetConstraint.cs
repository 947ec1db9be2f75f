namespace Dragoman.Decoding;

/// <summary>What a translation must be, whatever the model makes probable.</summary>
public enum TargetConstraint
{
    /// <summary>Anything.</summary>
    None,

    /// <summary>A linearised tree with a leaf for each source word.</summary>
    Trees,
}
