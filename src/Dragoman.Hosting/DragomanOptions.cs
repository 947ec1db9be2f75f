using Dragoman.Storage;

namespace Dragoman.Hosting;

/// <summary>Which models an application serves, and how.</summary>
public sealed class DragomanOptions
{
    /// <summary>Model folders by name. At least one; names are compared exactly.</summary>
    public IDictionary<string, string> Models { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Further model folders, by the name of the model that they translate together with: each token is predicted by the mean of the
    /// probabilities of all of them. They are trained on the same pairs with other seeds.
    /// </summary>
    public IDictionary<string, IList<string>> Ensembles { get; } = new Dictionary<string, IList<string>>(StringComparer.Ordinal);

    /// <summary>Name of the model that is meant when none is named; null for the only one, or the first that was added.</summary>
    public string? DefaultModel { get; set; }

    /// <summary>How sentences of concurrent calls are searched together.</summary>
    public QueueOptions Queue { get; set; } = new();

    /// <summary>
    /// How often model folders are looked at; one whose files have changed, and then stayed the same from one look to the next, is loaded and takes
    /// the place of the old model. Zero is never. Default: 2 s.
    /// </summary>
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Loads a folder. Replace it for models with a score or a tokenizer of your own, or to set <see cref="Translator.MaximumSentenceLength"/>.
    /// Default: <see cref="Translator.Load"/>.
    /// </summary>
    public Func<string, Translator> Load { get; set; } = static folder => Translator.Load(folder);

    /// <summary>Loads folders whose models translate together. Replace it together with <see cref="Load"/>. Default: <see cref="Translator.LoadEnsemble"/>.</summary>
    public Func<IReadOnlyList<string>, Translator> LoadEnsemble { get; set; } = static folders => Translator.LoadEnsemble(folders);

    /// <summary>Adds a model.</summary>
    /// <param name="folder">Path of its folder.</param>
    /// <param name="name">Its name; null for the name of the folder.</param>
    /// <exception cref="ArgumentException">There is a model of this name.</exception>
    public DragomanOptions AddModel(string folder, string? name = null)
    {
        string path = new ModelFolder(folder).Path;
        string key = name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (!Models.TryAdd(key, path))
        {
            throw new ArgumentException($"There are two models of the name {key}: {Models[key]} and {path}. Give one another name.", nameof(folder));
        }

        DefaultModel ??= key;
        return this;
    }

    /// <summary>Adds a further model to one that is there, to translate together with it.</summary>
    /// <param name="name">Name of the model that is there.</param>
    /// <param name="folder">Path of the further model's folder.</param>
    /// <exception cref="ArgumentException">There is no model of this name.</exception>
    public DragomanOptions AddToEnsemble(string name, string folder)
    {
        string path = new ModelFolder(folder).Path;
        if (!Models.ContainsKey(name))
        {
            throw new ArgumentException($"There is no model of the name {name} that {path} could translate together with; the models are: {string.Join(", ", Models.Keys)}.", nameof(name));
        }

        if (!Ensembles.TryGetValue(name, out IList<string>? further))
        {
            Ensembles[name] = further = [];
        }

        further.Add(path);
        return this;
    }

    /// <summary>All folders of a model, its own first.</summary>
    /// <param name="name">Its name.</param>
    internal IReadOnlyList<string> FoldersOf(string name) => [Models[name], .. Ensembles.TryGetValue(name, out IList<string>? further) ? further : []];
}
