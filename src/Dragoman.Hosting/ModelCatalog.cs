using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Dragoman.Hosting;

/// <summary>The models of an application, by name. They are loaded when the application starts.</summary>
public sealed class ModelCatalog : IDisposable
{
    private readonly Dictionary<string, ModelSource> _sources = new(StringComparer.Ordinal);

    /// <summary>Loads the models.</summary>
    /// <param name="options">Which, and how they are served.</param>
    /// <param name="meter">Is told what happens.</param>
    internal ModelCatalog(IOptions<DragomanOptions> options, TranslationMeter meter)
    {
        DragomanOptions chosen = options.Value;
        try
        {
            foreach (string name in chosen.Models.Keys)
            {
                _sources.Add(name, new ModelSource(name, chosen, meter));
            }
        }
        catch
        {
            End();
            throw;
        }

        Default = _sources[chosen.DefaultModel ?? chosen.Models.Keys.First()].Model;
        meter.Observe(() => _sources.Values.Select(source => (source.Model.Name, source.Model.QueueLength)));
    }

    /// <summary>The model that is meant when none is named.</summary>
    public HostedModel Default { get; }

    /// <summary>All models, in the order in which they were added.</summary>
    public IEnumerable<HostedModel> Models => _sources.Values.Select(source => source.Model);

    /// <summary>Folders of the models and how their last reload went.</summary>
    internal IEnumerable<ModelSource> Sources => _sources.Values;

    /// <summary>Finds a model.</summary>
    /// <param name="name">Its name; null for the default.</param>
    /// <param name="model">The model.</param>
    /// <returns>Whether there is such a model.</returns>
    public bool TryFind(string? name, [NotNullWhen(true)] out HostedModel? model)
    {
        model = name is null ? Default : _sources.GetValueOrDefault(name)?.Model;
        return model is not null;
    }

    /// <summary>The folder of a model; of models that translate together, that of the first.</summary>
    /// <param name="model">A model of this catalogue.</param>
    /// <exception cref="KeyNotFoundException">It is of another.</exception>
    public string FolderOf(HostedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _sources[model.Name].Folder;
    }

    /// <summary>Ends the service, after all that waits has been translated: the container does it, which has made the catalogue.</summary>
    void IDisposable.Dispose() => End();

    private void End()
    {
        foreach (HostedModel model in Models)
        {
            model.End();
        }
    }
}
