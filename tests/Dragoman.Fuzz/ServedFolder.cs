using Dragoman.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Dragoman.Fuzz;

/// <summary>A model folder in service while it is damaged: the new model is loaded, or the old one stays as it was.</summary>
internal sealed class ServedFolder : IDisposable
{
    private const string Sentence = "a b c";

    private readonly ServiceProvider _services;
    private readonly ModelSource _source;
    private readonly (string Text, double Score) _before;

    /// <summary>Takes a folder into service.</summary>
    /// <param name="folder">The folder, which is sound yet.</param>
    internal ServedFolder(string folder)
    {
        _services = new ServiceCollection()
            .AddDragoman(options => (options.Queue, options.ReloadInterval) = (new QueueOptions(Searchers: 1), TimeSpan.Zero))
            .Configure<DragomanOptions>(options => options.AddModel(folder, "served"))
            .BuildServiceProvider();
        _source = _services.GetRequiredService<ModelCatalog>().Sources.Single();
        _before = Translate();
    }

    /// <summary>Looks at the folder until its change has been seen, and translates.</summary>
    /// <returns>How the reload ended.</returns>
    internal string Reload()
    {
        bool isNew = false;
        string outcome = ModelTrial.Outcome(() =>
        {
            _source.Refresh(); // A change is seen,
            isNew = _source.Refresh(); // and has come to rest.
        });
        return isNew || Translate() == _before ? outcome : throw new InvalidOperationException("The model in service has changed though none was loaded.");
    }

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();

    private (string Text, double Score) Translate()
    {
        Translation translation = _source.Model.TranslateAsync(Sentence).GetAwaiter().GetResult();
        return (translation.Text, translation.Score);
    }
}
