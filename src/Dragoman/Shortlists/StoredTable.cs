using Dragoman.Decoding;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Shortlists;

/// <summary>Makes the shortlists of batches from the lexical table of a model folder, which is read when one is first wanted. Safe for many threads.</summary>
/// <param name="path">The table's file, whether it is there or not.</param>
/// <param name="source">The vocabulary of source tokens.</param>
/// <param name="target">The vocabulary of target tokens.</param>
internal sealed class StoredTable(string path, Vocabulary source, Vocabulary target)
{
    private readonly Lock _reading = new();
    private LexicalTable? _table;

    /// <summary>Most translations of a token that can be asked for; 0 without a table.</summary>
    /// <exception cref="Serialization.CheckpointException">The table is damaged, or of another model.</exception>
    internal int Most => File.Exists(path) ? Read().Most : 0;

    /// <summary>Checks that shortlists can be made.</summary>
    /// <param name="search">How sentences are searched.</param>
    /// <inheritdoc cref="For" path="/exception"/>
    internal void ThrowUnlessFits(SearchOptions search) => For(search, [], _ => []);

    /// <summary>The shortlist of a batch.</summary>
    /// <param name="search">How it is searched.</param>
    /// <param name="sentences">[batch][source_time] The source sentences.</param>
    /// <param name="needed">For each sentence what else its translation must be able to hold; null for nothing.</param>
    /// <returns>Null if all tokens may be written.</returns>
    /// <exception cref="ConfigurationException">The folder has no table, or it has fewer translations than are asked for.</exception>
    /// <exception cref="Serialization.CheckpointException">The table is damaged, or of another model.</exception>
    internal Shortlist? For(SearchOptions search, IReadOnlyList<int[]> sentences, Func<int, IEnumerable<int>> needed)
    {
        if (search.Shortlist == 0)
        {
            return null;
        }

        LexicalTable table = Read();
        return search.Shortlist <= table.Most
            ? Shortlist.Of(
                target.Count,
                [.. sentences.Select((sentence, i) => table.TokensFor(sentence, search.Shortlist, search.ShortlistFrequent).Concat(needed(i)))])
            : throw new ConfigurationException(
                $"decoding.shortlist is {search.Shortlist}, but {path} holds at most {table.Most} translations of a token. Choose at most that, or make the table anew with dragoman shortlist --best {search.Shortlist}.");
    }

    private LexicalTable Read()
    {
        lock (_reading)
        {
            if (_table is null && !File.Exists(path))
            {
                throw new ConfigurationException(
                    $"decoding.shortlist is above 0, but there is no lexical table {path}. Make it with dragoman shortlist from the pairs that the model was trained on, or set decoding.shortlist to 0.");
            }

            return _table ??= LexicalTableFile.Read(path, source, target);
        }
    }
}
