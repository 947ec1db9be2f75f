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

    /// <summary>The JSON object that stood on the line, with its translation.</summary>
    Jsonl,
}
