using System.Globalization;
using Dragoman.Attention;

namespace Dragoman.Explanations;

/// <summary>Tells what a request asks for that the sentence or the model does not have.</summary>
internal static class ExplanationChecks
{
    private const int MostCandidates = 1000;
    private const double SumTolerance = 1e-3;

    /// <summary>Checks the lists of a request before anything is read.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ArgumentException">One is null or holds null.</exception>
    internal static void ThrowIfNull(ExplanationRequest request)
    {
        foreach ((string name, IEnumerable<object?>? items) in new (string, IEnumerable<object?>?)[]
        {
            (nameof(request.Prefix), request.Prefix),
            (nameof(request.Required), request.Required),
            (nameof(request.Forbidden), request.Forbidden),
            (nameof(request.Weights), request.Weights?.Select(change => change?.Weights)),
            (nameof(request.Replaced), request.Replaced?.Select(change => change?.Text)),
        })
        {
            if (items is null || items.Contains(null))
            {
                throw new ArgumentException($"{name} {(items is null ? "is" : "holds")} null.", nameof(request));
            }
        }
    }

    /// <summary>Checks a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="attention">How the model attends.</param>
    /// <param name="sourceLength">Tokens of the sentence, the end token counted if the model reads one.</param>
    /// <exception cref="ModelRequestException">It does not fit.</exception>
    internal static void ThrowUnlessFits(ExplanationRequest request, AttentionOptions attention, int sourceLength)
    {
        if (request.Candidates is < 1 or > MostCandidates)
        {
            throw new ModelRequestException($"{request.Candidates} candidates of each step are wanted; ask for 1 to 1,000.");
        }

        if (request.Hypothesis < 0)
        {
            throw new ModelRequestException($"Hypothesis {request.Hypothesis} is to be shown; the best one has number 0.");
        }

        if (request is { Target: not null, Prefix.Count: > 0 })
        {
            throw new ModelRequestException("A translation is given, so that nothing is searched for that could begin with other tokens. Leave out one of the two.");
        }

        if (request.Target is not null && request.Required.Count + request.Forbidden.Count > 0)
        {
            throw new ModelRequestException("A translation is given, so that nothing is searched for that could hold phrases. Leave out one of the two.");
        }

        if (request.Weights.Count > 0 && !attention.IsOn)
        {
            throw new ModelRequestException("The model has no attention, so that there are no weights to change.");
        }

        foreach (IGrouping<int, WeightChange> changes in request.Weights.GroupBy(change => change.Step))
        {
            ThrowUnlessWeights(changes.First(), attention, sourceLength);
            if (changes.Skip(1).Any())
            {
                throw new ModelRequestException($"The weights of step {changes.Key} are given twice.");
            }
        }
    }

    private static void ThrowUnlessWeights(WeightChange change, AttentionOptions attention, int sourceLength)
    {
        if (change.Step < 0)
        {
            throw new ModelRequestException($"Weights are given for step {change.Step}; the first step has number 0.");
        }

        if (change.Weights.Count != sourceLength)
        {
            throw new ModelRequestException(
                $"{change.Weights.Count} weights are given for step {change.Step}; the source has {sourceLength} tokens, the end token included.");
        }

        double sum = change.Weights.Sum(weight => (double)weight);
        bool losesWeight = attention.Window == WindowKind.Predicted; // its Gaussian is not normalised again
        if (change.Weights.Any(weight => weight is not (>= 0f and <= 1f)) || sum > 1 + SumTolerance || (!losesWeight && sum < 1 - SumTolerance))
        {
            throw new ModelRequestException(
                string.Create(CultureInfo.InvariantCulture, $"The weights given for step {change.Step} sum to {sum:0.####}; none may be negative, and their sum must be 1."));
        }
    }
}
