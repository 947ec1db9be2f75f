using Dragoman.Options;
using Dragoman.Serialization;

namespace Dragoman.Text;

/// <summary>Makes byte-pair tokenizers: learns them, takes foreign merges, or reads what training wrote.</summary>
/// <param name="options">How.</param>
internal sealed class BytePairFactory(BytePairOptions options) : ITokenizerFactory
{
    /// <inheritdoc/>
    /// <exception cref="ConfigurationException">The file of merges that the options name cannot be used.</exception>
    public ITokenizer Learn(IEnumerable<string> sentences) =>
        new BytePairTokenizer(options.Codes.Length > 0 ? ReadForeign(options.Codes) : BytePairLearner.Learn(sentences, options));

    /// <inheritdoc/>
    public ITokenizer Read(Stream stream) => new BytePairTokenizer(BytePairCodes.Read(stream));

    private static BytePairCodes ReadForeign(string path)
    {
        try
        {
            return BytePairCodes.Read(new MemoryStream(RegularFile.ReadAll(path, TextModel.MostTokenizerBytes), writable: false));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException($"bytePair.codes is {path}, and there is no such file. Name a file of merges, as subword-nmt writes it, or learn them.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"bytePair.codes is {path}, which cannot be read, for {e.Message.TrimEnd('.')}. Name a file of merges, as subword-nmt writes it, or learn them.");
        }
    }
}
