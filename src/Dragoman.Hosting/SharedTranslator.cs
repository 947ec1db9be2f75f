namespace Dragoman.Hosting;

/// <summary>A translator that several calls use, and that is disposed when it has been replaced and the last of them has ended.</summary>
/// <param name="translator">The translator.</param>
internal sealed class SharedTranslator(Translator translator)
{
    private readonly Lock _lock = new();
    private int _borrowers;
    private bool _isRetired;

    /// <summary>Lends the translator; null if it has been replaced.</summary>
    internal TranslatorLease? TryBorrow()
    {
        lock (_lock)
        {
            if (_isRetired)
            {
                return null;
            }

            _borrowers++;
            return new TranslatorLease(translator, GiveBack);
        }
    }

    /// <summary>Lends it to nobody any more.</summary>
    internal void Retire()
    {
        lock (_lock)
        {
            _isRetired = true;
            DisposeIfUnused();
        }
    }

    private void GiveBack()
    {
        lock (_lock)
        {
            _borrowers--;
            DisposeIfUnused();
        }
    }

    private void DisposeIfUnused()
    {
        if (_isRetired && _borrowers == 0)
        {
            translator.Dispose();
        }
    }
}
