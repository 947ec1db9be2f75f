using System.Diagnostics;

namespace Dragoman.Hosting;

/// <summary>A model, or several that translate together, and the folders that they come from, which may change.</summary>
internal sealed class ModelSource
{
    private readonly Func<Translator> _load;
    private readonly IReadOnlyList<string> _folders;
    private readonly TranslationMeter _meter;
    private string _loaded;
    private string _seen;

    /// <summary>Loads a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Where it is, and how to load and serve it.</param>
    /// <param name="meter">Is told what happens.</param>
    internal ModelSource(string name, DragomanOptions options, TranslationMeter meter)
    {
        (_folders, _meter) = (options.FoldersOf(name), meter);
        _load = () => _folders.Count == 1 ? options.Load(Folder) : options.LoadEnsemble(_folders);
        _loaded = _seen = Fingerprint();
        Model = new HostedModel(name, Load(name), options.Queue, meter);
    }

    /// <summary>The folder; of several, the first, which says how to search.</summary>
    internal string Folder => _folders[0];

    /// <summary>The model.</summary>
    internal HostedModel Model { get; }

    /// <summary>Whether a folder has changed and could not be loaded, so that an older model is in service.</summary>
    internal bool IsOutdated { get; private set; }

    /// <summary>Looks whether a folder holds another model now and, once its files stay the same, loads it. One caller at a time.</summary>
    /// <returns>Whether a new model was loaded.</returns>
    /// <exception cref="Exception">The new model cannot be loaded; the old one stays. Thrown once for each change of a folder.</exception>
    internal bool Refresh()
    {
        string now = Fingerprint();
        bool isStill = now == _seen;
        _seen = now;
        if (!isStill || now == _loaded)
        {
            return false;
        }

        _loaded = now; // A model that cannot be loaded is not tried again until it changes.
        try
        {
            Model.Replace(Load(Model.Name));
            IsOutdated = false;
        }
        catch
        {
            IsOutdated = true;
            throw;
        }
        finally
        {
            _meter.OnReload(Model.Name, loaded: !IsOutdated);
        }

        return true;
    }

    private Translator Load(string name)
    {
        using Activity? activity = TranslationMeter.Activities.StartActivity("dragoman.load");
        activity?.SetTag("model", name);
        return _load();
    }

    private string Fingerprint() => string.Join('\n', _folders.Select(FolderFingerprint.Of));
}
