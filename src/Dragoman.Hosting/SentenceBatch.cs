using Dragoman.Decoding;

namespace Dragoman.Hosting;

/// <summary>Sentences that are searched together; the search stops when nobody wants any of them any more.</summary>
internal sealed class SentenceBatch : IDisposable
{
    private readonly CancellationTokenSource _abandoned = new();
    private int _wanted;
    private bool _isDisposed;

    /// <summary>Puts sentences together.</summary>
    /// <param name="sentences">At least one; all have equal search options.</param>
    internal SentenceBatch(IReadOnlyList<WaitingSentence> sentences)
    {
        (Sentences, _wanted) = (sentences, sentences.Count);
        foreach (WaitingSentence sentence in sentences)
        {
            sentence.Batch = this;
        }
    }

    /// <summary>The sentences, those that are not wanted any more among them.</summary>
    internal IReadOnlyList<WaitingSentence> Sentences { get; }

    /// <summary>How to search.</summary>
    internal SearchOptions Search => Sentences[0].Search;

    /// <summary>Is cancelled when nobody waits any more.</summary>
    internal CancellationToken Abandoned => _abandoned.Token;

    /// <summary>One sentence is not wanted any more.</summary>
    internal void Forgo()
    {
        lock (_abandoned)
        {
            if (--_wanted == 0 && !_isDisposed)
            {
                _abandoned.Cancel();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_abandoned)
        {
            _isDisposed = true;
            _abandoned.Dispose();
        }
    }
}
