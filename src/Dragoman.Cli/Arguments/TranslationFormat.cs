namespace Dragoman.Cli.Arguments;

/// <summary>How translations are written.</summary>
internal enum TranslationFormat
{
    /// <summary>One translation per line.</summary>
    Text,

    /// <summary>Lines of: line number ||| translation ||| score.</summary>
    Moses,

    /// <summary>One JSON object per sentence.</summary>
    Json,
}
