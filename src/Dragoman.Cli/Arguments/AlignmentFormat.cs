namespace Dragoman.Cli.Arguments;

/// <summary>How alignments are written.</summary>
internal enum AlignmentFormat
{
    /// <summary>Links <c>source-target</c>.</summary>
    Pharaoh,

    /// <summary>All weights.</summary>
    Json,
}
