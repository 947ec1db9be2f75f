using Dragoman.Messages;
using Dragoman.Serialization;

namespace Dragoman.Text;

/// <summary>Reads a file of a model that holds what was learnt of its text: a tokenizer or a truecaser.</summary>
internal static class LearnedFile
{
    /// <summary>Reads the file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="owner">Whose file it is, for messages, such as <c>tokenizer</c>.</param>
    /// <param name="read">Reads its bytes.</param>
    /// <exception cref="VocabularyException">It is missing or damaged, no regular file, or cannot be read.</exception>
    internal static T Read<T>(string file, string owner, Func<byte[], T> read)
    {
        try
        {
            return read(RegularFile.ReadAll(file, TextModel.MostTokenizerBytes));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new VocabularyException(file, null, $"the {owner}'s file does not exist. Restore the file that training wrote.", e);
        }
        catch (InvalidDataException e)
        {
            throw new VocabularyException(
                file, null, $"the {owner}'s file cannot be read, for {Excerpt.Of(e.Message).TrimEnd('.')}. Restore the file that training wrote.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VocabularyException(file, null, $"the {owner}'s file cannot be read ({e.Message.TrimEnd('.')}). Check the path and its permissions.", e);
        }
    }
}
