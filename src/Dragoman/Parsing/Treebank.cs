using Dragoman.Data;

namespace Dragoman.Parsing;

/// <summary>A file of Penn trees: one per line, or each over several lines of which all but the first are indented.</summary>
/// <remarks>
/// Strict UTF-8, plain or gzip-compressed. Blank lines between trees are skipped. An outer bracket without label, as the Penn Treebank
/// has it, is left out; if it joins several trees, it is called <see cref="PennTree.OuterLabel"/>.
/// </remarks>
/// <param name="path">The file.</param>
public sealed class Treebank(string path)
{
    /// <summary>The file as the user named it.</summary>
    public string Name { get; } = path ?? throw new ArgumentNullException(nameof(path));

    /// <summary>Reads the trees from the start, one after the other.</summary>
    /// <exception cref="CorpusFormatException">
    /// Thrown while reading: the file is missing, damaged or without trees, or a tree is not valid.
    /// </exception>
    public IEnumerable<PennTree> Read()
    {
        using Utf8LineReader reader = Utf8LineReader.Open(Name);
        PennTreeParser parser = new(Name);
        bool isEmpty = true;
        while (reader.ReadLine() is { } line)
        {
            if (parser.Read(line, reader.LineNumber) is { } tree)
            {
                isEmpty = false;
                yield return tree;
            }
        }

        parser.End();
        if (isEmpty)
        {
            throw new CorpusFormatException(Name, null, "the file holds no tree; expected bracketed trees, such as (NP (NN rain)).");
        }
    }
}
