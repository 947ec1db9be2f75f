using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Dragoman.Decoding;
using Dragoman.Text;

namespace Dragoman;

/// <summary>Hands out the tokens of a translation while it is searched for.</summary>
internal static class TokenStream
{
    /// <summary>Searches on a thread of the pool.</summary>
    /// <param name="target">Joins tokens to text.</param>
    /// <param name="search">Searches, and tells what is settled.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    internal static async IAsyncEnumerable<WrittenToken> Run(
        TextModel target, Action<SettledTokens, CancellationToken> search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var searching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var written = Channel.CreateUnbounded<WrittenToken>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        Task work = Task.Run(() => Search(target, search, written.Writer, searching.Token), CancellationToken.None);
        try
        {
            await foreach (WrittenToken token in written.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return token;
            }
        }
        finally
        {
            // A reader who has had enough stops the search.
            await searching.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(false);
        }
    }

    /// <summary>Searches, and ends the tokens with what the search ends with.</summary>
    private static void Search(
        TextModel target, Action<SettledTokens, CancellationToken> search, ChannelWriter<WrittenToken> writer, CancellationToken cancellationToken)
    {
        List<int> ids = [];
        SettledTokens settled = new((token, logProbability) =>
        {
            ids.Add(token);
            writer.TryWrite(new WrittenToken(target.Vocabulary.TokenOf(token), target.Decode([.. ids]), logProbability));
        });
        try
        {
            search(settled, cancellationToken);
            writer.Complete();
        }
#pragma warning disable CA1031 // Whatever it is, the reader of the tokens gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            writer.Complete(e);
        }
    }
}
