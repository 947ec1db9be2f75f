using Dragoman.Attention;
using Dragoman.Decoding;
using Dragoman.Hosting;
using Dragoman.Server.Errors;
using Dragoman.Server.Limits;

namespace Dragoman.Server.Api;

/// <summary>Holds requests to the limits of the server, and finds what they name.</summary>
/// <param name="catalog">The models.</param>
/// <param name="limits">The limits.</param>
internal sealed class RequestChecks(ModelCatalog catalog, ServerLimits limits)
{
    /// <summary>Finds the model that a request names.</summary>
    /// <param name="name">Its name; null for the default.</param>
    /// <exception cref="RequestException">There is none.</exception>
    internal HostedModel Model(string? name) => catalog.TryFind(name, out HostedModel? model) ? model : throw new RequestException(
        StatusCodes.Status404NotFound, $"There is no model of this name. The models are: {string.Join(", ", catalog.Models.Select(known => known.Name))}.");

    /// <summary>Checks the sentences of a request.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="RequestException">They are too many, or one is too long.</exception>
    internal void Sentences(IReadOnlyList<string> sentences, string name)
    {
        if (sentences.Count > limits.Sentences)
        {
            throw RequestException.Bad($"{name} has {sentences.Count} sentences; a request may have {limits.Sentences}. Send several requests.");
        }

        for (int i = 0; i < sentences.Count; i++)
        {
            if (sentences[i].Length > limits.Characters)
            {
                throw RequestException.Bad($"Sentence {i} of {name} has {sentences[i].Length} characters; it may have {limits.Characters}. Cut the text into sentences.");
            }
        }
    }

    /// <summary>The search that a request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="translator">The model, which has options of its own.</param>
    /// <exception cref="RequestException">It asks for more than it may, or for what the model cannot do.</exception>
    internal SearchOptions Search(TranslateRequest request, Translator translator)
    {
        SearchOptions own = translator.Options.Decoding;
        int bestCount = request.NBest ?? 1;
        SearchOptions search = own with
        {
            Beam = request.Beam ?? Math.Max(own.Beam, bestCount),
            BestCount = bestCount,
            LengthPenalty = request.LengthPenalty ?? own.LengthPenalty,
            CoveragePenalty = request.CoveragePenalty ?? own.CoveragePenalty,
            MaximumLength = request.MaxLength ?? own.MaximumLength,
        };
        string[] problems = [.. ProblemsOf(request, search, translator)];
        return problems.Length == 0 ? search : throw RequestException.Bad(string.Join(' ', problems));
    }

    /// <summary>The search that an explanation is of: as wide as asked for, and with as many hypotheses as it finds.</summary>
    /// <param name="request">The request.</param>
    /// <param name="translator">The model, which has options of its own.</param>
    /// <exception cref="RequestException">It asks for more than it may.</exception>
    internal SearchOptions Search(ExplainRequest request, Translator translator)
    {
        SearchOptions own = translator.Options.Decoding;
        int beam = request.Beam ?? own.Beam;
        return beam >= 1 && beam <= limits.Beam
            ? own with { Beam = beam, BestCount = beam }
            : throw RequestException.Bad($"beam is {beam}; it must be 1 to {limits.Beam}.");
    }

    private IEnumerable<string> ProblemsOf(TranslateRequest request, SearchOptions search, Translator translator)
    {
        if (search.Beam < 1 || search.Beam > limits.Beam)
        {
            yield return $"beam is {search.Beam}; it must be 1 to {limits.Beam}.";
        }
        else if (search.BestCount < 1 || search.BestCount > search.Beam)
        {
            yield return $"nBest is {search.BestCount}; it must be 1 to the beam, which is {search.Beam}.";
        }

        if (request.MaxLength is { } longest && (longest < 1 || longest > limits.Tokens))
        {
            yield return $"maxLength is {longest}; it must be 1 to {limits.Tokens}.";
        }

        if (search.LengthPenalty is not (>= 0f and <= 10f))
        {
            yield return FormattableString.Invariant($"lengthPenalty is {search.LengthPenalty}; it must be 0 (off) to 10.");
        }

        if (search.CoveragePenalty is not (>= 0f and <= 10f))
        {
            yield return FormattableString.Invariant($"coveragePenalty is {search.CoveragePenalty}; it must be 0 (off) to 10.");
        }

        if ((request.Alignment || request.Attention || request.CoveragePenalty > 0f) && translator.Options.Model.Attention.Score == AttentionScore.None)
        {
            yield return "The model has no attention, so there are no alignment, no attention and no coveragePenalty.";
        }
    }
}
