using Dragoman.Serialization;

namespace Dragoman.Storage;

/// <summary>One checksum of all files of a model that translations come from; not of those that only training needs.</summary>
internal static class ModelChecksum
{
    /// <summary>The checksum of a model.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>8 lower-case hexadecimal digits.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    internal static string Of(string folder)
    {
        Checksum all = new();
        IEnumerable<string> names = [ModelFolder.ConfigName, ModelFolder.WeightsName, Path.GetFileName(new ModelFolder(folder).ShortlistPath), .. StoredText.Vocabularies, .. StoredText.Learned];
        foreach (string name in names.Where(name => File.Exists(Path.Combine(folder, name))))
        {
            all.Append($"{name}\0{FileChecksum.Of(Path.Combine(folder, name)).Text}\0");
        }

        return all.Text;
    }
}
