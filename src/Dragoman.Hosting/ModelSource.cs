using System.Diagnostics;

namespace Dragoman.Hosting;

/// <summary>A model and the folder that it comes from, which may change.</summary>
internal sealed class ModelSource
{
    private readonly Func<string, Translator> _load;
    private readonly TranslationMeter _meter;
    private string _loaded;
    private string _seen;

    /// <summary>Loads a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="options">How to load and serve it.</param>
    /// <param name="meter">Is told what happens.</param>
    internal ModelSource(string name, string folder, DragomanOptions options, TranslationMeter meter)
    {
        (Folder, _load, _meter) = (folder, options.Load, meter);
        _loaded = _seen = FolderFingerprint.Of(folder);
        Model = new HostedModel(name, Load(name), options.Queue, meter);
    }

    /// <summary>The folder.</summary>
    internal string Folder { get; }

    /// <summary>The model.</summary>
    internal HostedModel Model { get; }

    /// <summary>Why the folder, which has changed, could not be loaded; null if it could.</summary>
    internal Exception? Problem { get; private set; }

    /// <summary>Looks whether the folder holds another model now and, once its files stay the same, loads it. One caller at a time.</summary>
    /// <returns>Whether a new model was loaded.</returns>
    /// <exception cref="Exception">The new model cannot be loaded; the old one stays. Thrown once for each change of the folder.</exception>
    internal bool Refresh()
    {
        string now = FolderFingerprint.Of(Folder);
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
            Problem = null;
        }
        catch (Exception e)
        {
            Problem = e;
            throw;
        }
        finally
        {
            _meter.OnReload(Model.Name, Problem is null);
        }

        return true;
    }

    private Translator Load(string name)
    {
        using Activity? activity = TranslationMeter.Activities.StartActivity("dragoman.load");
        activity?.SetTag("model", name);
        return _load(Folder);
    }
}
