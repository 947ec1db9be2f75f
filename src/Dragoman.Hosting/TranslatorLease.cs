namespace Dragoman.Hosting;

/// <summary>A translator on loan: it stays usable until the lease is disposed, even when a newer model takes its place meanwhile.</summary>
public sealed class TranslatorLease : IDisposable
{
    private Action? _giveBack;

    /// <summary>Lends a translator.</summary>
    /// <param name="translator">The translator.</param>
    /// <param name="giveBack">Called once, at the end.</param>
    internal TranslatorLease(Translator translator, Action giveBack)
    {
        (Translator, _giveBack) = (translator, giveBack);
    }

    /// <summary>The translator; do not dispose it.</summary>
    public Translator Translator { get; }

    /// <summary>Gives it back.</summary>
    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
