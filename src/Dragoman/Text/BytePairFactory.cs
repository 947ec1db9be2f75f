using Dragoman.Options;

namespace Dragoman.Text;

/// <summary>Makes byte-pair tokenizers: learns them, takes foreign merges, or reads what training wrote.</summary>
/// <param name="options">How.</param>
internal sealed class BytePairFactory(BytePairOptions options) : ITokenizerFactory
{
    /// <inheritdoc/>
    /// <exception cref="ConfigurationException">The file of merges that the options name cannot be used.</exception>
    public ILearnedTokenizer Learn(IEnumerable<string> sentences) =>
        new BytePairTokenizer(options.Codes.Length > 0 ? ReadForeign(options.Codes) : BytePairLearner.Learn(sentences, options));

    /// <inheritdoc/>
    public ILearnedTokenizer Read(Stream stream) => new BytePairTokenizer(BytePairCodes.Read(stream));

    private static BytePairCodes ReadForeign(string path) => ForeignFile.Read(
        "bytePair.codes",
        path,
        "Name a file of merges, as subword-nmt writes it, or learn them.",
        bytes => BytePairCodes.Read(new MemoryStream(bytes, writable: false)));
}
