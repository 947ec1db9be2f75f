using Dragoman.Attention;
using Dragoman.Decoding;
using Dragoman.Serialization;
using Dragoman.Server.Errors;
using Dragoman.Server.Limits;

namespace Dragoman.Server.Api;

/// <summary>Makes the search that a request wishes for, within the limits of the server.</summary>
/// <param name="limits">The limits.</param>
/// <param name="defaults">What is otherwise than in the models.</param>
/// <param name="log">Is told of tables that cannot be used.</param>
internal sealed partial class SearchChecks(ServerLimits limits, SearchDefaults defaults, ILogger<SearchChecks> log)
{
    private const float LongestRatioAlone = 2f; // as much as the longest translation has when nothing is said of it

    /// <summary>The search that a request wishes for.</summary>
    /// <param name="wishes">How to search.</param>
    /// <param name="translator">The model, which has options of its own.</param>
    /// <param name="bestCount">Translations of a sentence.</param>
    /// <exception cref="RequestException">It asks for more than it may, or for what the model cannot do.</exception>
    internal SearchOptions Search(SearchWishes wishes, Translator translator, int bestCount = 1)
    {
        SearchOptions own = defaults.Over(translator.Options.Decoding);
        SearchOptions search = wishes.Over(own, bestCount);
        RefuseIfAny(BeyondLimits(wishes, search, Math.Max(limits.Beam, own.Beam)));
        RefuseIfAny(wishes.Contradictions(RequestWords.Spell));
        RefuseIfAny(wishes.Idle(own, translator.Options.Model.Attention.Score != AttentionScore.None, bestCount, RequestWords.Spell));
        RefuseIfAny(search.Validate(SearchWishes.Group));
        RefuseIfAny(TableProblems(search, translator));
        return wishes.MaxLengthRatio > 0f && search.MaximumLength == 0 ? search with { MaximumLength = limits.Tokens } : search;
    }

    private IEnumerable<string> BeyondLimits(SearchWishes wishes, SearchOptions search, int widest)
    {
        if (!search.Samples && (search.Beam < 1 || search.Beam > widest))
        {
            yield return wishes.Beam is null
                ? $"nBest is {search.BestCount}; it must be 1 to {widest}."
                : $"beam is {search.Beam}; it must be 1 to {widest}.";
        }
        else if (search.BestCount < 1 || search.BestCount > (search.Samples ? limits.Beam : search.Beam))
        {
            yield return $"nBest is {search.BestCount}; it must be 1 to {(search.Samples ? $"{limits.Beam}" : wishes.Beam is null ? $"{widest}" : $"the beam, which is {search.Beam}")}.";
        }

        if (wishes.MaxLength is { } longest && (longest < 1 || longest > limits.Tokens))
        {
            yield return $"maxLength is {longest}; it must be 1 to {limits.Tokens}.";
        }

        if (wishes.MinLength > limits.Tokens)
        {
            yield return $"minLength is {wishes.MinLength}; it must be 0 (off) to {limits.Tokens}.";
        }

        if (wishes.MinLengthRatio > LongestRatioAlone && search is { MaximumLength: 0, MaximumLengthRatio: 0f })
        {
            yield return FormattableString.Invariant(
                $"minLengthRatio is {wishes.MinLengthRatio}; above {LongestRatioAlone} the longest translation must be given, too. Add maxLength or maxLengthRatio.");
        }
    }

    private IEnumerable<string> TableProblems(SearchOptions search, Translator translator)
    {
        int most = search.Shortlist == 0 ? 0 : MostOf(translator);
        if (search.Shortlist > most)
        {
            yield return most == 0
                ? $"shortlist is {search.Shortlist}, but the model has no lexical table. Make it once: dragoman shortlist --model DIR --data FILE; or set shortlist to 0."
                : $"shortlist is {search.Shortlist}, but the model's lexical table holds at most {most} translations of a token. Ask for at most that.";
        }
    }

    private int MostOf(Translator translator)
    {
        try
        {
            return translator.Batches.Table.Most;
        }
        catch (Exception e) when (e is CheckpointException or IOException or UnauthorizedAccessException)
        {
            LogUnusable(e.Message);
            throw new RequestException(
                StatusCodes.Status503ServiceUnavailable, "The model's lexical table cannot be used: it is damaged, or of another model. Make it again: dragoman shortlist --model DIR --data FILE");
        }
    }

    private static void RefuseIfAny(IEnumerable<string> problems)
    {
        string all = string.Join(' ', problems.Select(RequestWords.In));
        if (all.Length > 0)
        {
            throw RequestException.Bad(all);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A lexical table cannot be used. {Problem}")]
    private partial void LogUnusable(string problem);
}
