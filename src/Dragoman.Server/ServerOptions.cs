using Dragoman.Hosting;
using Dragoman.Models;
using Dragoman.Server.Limits;
using Dragoman.Server.Security;

namespace Dragoman.Server;

/// <summary>What a server serves, to whom, and where.</summary>
public sealed record ServerOptions
{
    /// <summary>Addresses to listen at, such as <c>http://127.0.0.1:5000</c>; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:5000"];

    /// <summary>Keys, one of which a caller must show; none lets everybody in.</summary>
    public ApiKeys Keys { get; init; } = ApiKeys.None;

    /// <summary>What may be asked for.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>How sentences wait and are searched together.</summary>
    public QueueOptions Queue { get; init; } = new();

    /// <summary>Chooses the models; null serves none, only the dashboard of <see cref="TrainingFolders"/>.</summary>
    public Action<DragomanOptions>? Models { get; init; }

    /// <summary>In how many bits to multiply by the weights of the models.</summary>
    public WeightPrecision Precision { get; init; } = WeightPrecision.Full;

    /// <summary>Likely translations of each source token that translations are made of if a request does not say; null as in each model, 0 for all tokens.</summary>
    public int? Shortlist { get; init; }

    /// <summary>Most frequent tokens on every shortlist if a request does not say; null as in each model.</summary>
    public int? ShortlistFrequent { get; init; }

    /// <summary>Folders of models in training that the dashboard shows.</summary>
    public IReadOnlyList<string> TrainingFolders { get; init; } = [];

    /// <summary>Whether this process trains in <see cref="TrainingFolders"/>: the trainings are then running until the server stops, also while they only prepare. Default: false.</summary>
    public bool TrainsHere { get; init; }

    /// <summary>Whether Ctrl-C and SIGTERM stop the server; otherwise whoever started it does. Default: true.</summary>
    public bool HandlesSignals { get; init; } = true;

    /// <summary>Whether other machines can reach the server.</summary>
    public bool IsExposed => Urls.Any(url => !BindingAddress.Parse(url).IsLoopback());
}
