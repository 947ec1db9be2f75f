using Dragoman.Decoding;

namespace Dragoman.Server.Api;

/// <summary>What is otherwise in the searches of this server than in the models' own, if a request does not say.</summary>
/// <param name="Shortlist">Likely translations of each source token that translations are made of; null as in each model.</param>
/// <param name="ShortlistFrequent">Most frequent tokens on every shortlist; null as in each model.</param>
internal sealed record SearchDefaults(int? Shortlist, int? ShortlistFrequent)
{
    /// <summary>How a model is searched with.</summary>
    /// <param name="model">The model's own options.</param>
    internal SearchOptions Over(SearchOptions model) =>
        new SearchWishes { Shortlist = Shortlist, ShortlistFrequent = ShortlistFrequent }.Over(model, model.BestCount);
}
