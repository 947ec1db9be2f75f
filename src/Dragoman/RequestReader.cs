using Dragoman.Decoding;
using Dragoman.Text;

namespace Dragoman;

/// <summary>Reads sentences to translate, and what their translations must be.</summary>
/// <param name="source">Reads source sentences.</param>
/// <param name="target">Reads what is written of translations.</param>
internal sealed class RequestReader(SentenceReader source, SentenceReader target)
{
    /// <summary>What is said when all translations found hold a forbidden phrase.</summary>
    internal const string NothingAllowed = "nothing could be written without a phrase that is forbidden. Forbid less, or let the translation be shorter.";

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="index">Its number among those of the call.</param>
    /// <param name="search">How its translation will be searched for.</param>
    /// <param name="limit">Most tokens read of a sentence.</param>
    /// <param name="begun">Tokens that the translation must begin with, instead of the request's text; null for that.</param>
    /// <exception cref="TranslationRequestException">The model cannot write what is asked for, or the search does not find it.</exception>
    internal ReadRequest Read(TranslationRequest request, int index, SearchOptions search, int limit, int[]? begun = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ReadSentence read = source.Read(request.Text, limit);
        if (read.IsBlank)
        {
            return new ReadRequest(index, read, [], null);
        }

        int[] prefix = begun ?? Begin(request.Prefix, index, limit, search.AllowUnknown);
        int[][] required = [.. request.Required.Select(phrase => Hold(phrase, "required phrase", index, limit))];
        int[][] forbidden = [.. request.Forbidden.Select(phrase => Hold(phrase, "forbidden phrase", index, limit))];
        ReadRequest result = new(index, read, prefix, Phrases(required, forbidden)) { OpenEnd = begun is null && prefix.Length > 0 ? target.Text.OpenEnd(request.Prefix) : null };
        return FindProblem(result, request, search, (required, forbidden)) is { } problem ? throw new TranslationRequestException(index, problem) : result;
    }

    private static PhraseConstraint? Phrases(int[][] required, int[][] forbidden)
    {
        PhraseConstraint phrases = new(Distinct(required), Distinct(forbidden));
        return phrases.Count == 0 ? null : phrases;

        static int[][] Distinct(int[][] phrases) => [.. phrases.DistinctBy(phrase => string.Join(' ', phrase))];
    }

    private static string? FindProblem(ReadRequest read, TranslationRequest request, SearchOptions search, (int[][] Required, int[][] Forbidden) tokens)
    {
        if (read.Phrases is not { } phrases)
        {
            return null;
        }

        if (search.Constraint != TargetConstraint.None)
        {
            return "phrases are required or forbidden, but decoding.constraint is trees, which says all of a translation. Set it to none, or leave the phrases out.";
        }

        if (phrases.Needed > 0 && (search.Samples || search.Beam == 1))
        {
            return $"phrases are required, which needs beam search, but {(search.Samples ? "decoding.temperature is above 0" : "decoding.beam is 1")}. Search with a beam of, say, 10.";
        }

        foreach ((int i, int[] forbidden) in tokens.Forbidden.Index())
        {
            if (Array.FindIndex(tokens.Required, required => required.AsSpan().IndexOf(forbidden) >= 0) is >= 0 and var holding)
            {
                return $"the required phrase \"{request.Required[holding]}\" holds \"{request.Forbidden[i]}\", which is forbidden. Leave out one of them.";
            }

            if (read.Prefix.AsSpan().IndexOf(forbidden) >= 0)
            {
                return $"the prefix{(request.Prefix.Length > 0 ? $" \"{request.Prefix}\"" : "")} holds \"{request.Forbidden[i]}\", which is forbidden. Leave out one of them.";
            }
        }

        int words = read.Sentence.Ids.Length - (read.Sentence.Ids[^1] == Vocabulary.EosId ? 1 : 0);
        (_, int longest) = search.Lengths(read.Sentence.Ids.Length, words, read.Prefix.Length);
        PhraseState begun = read.Prefix.Aggregate(phrases.Begin(longest), (state, token) => state.After(token));
        int missing = begun.Missing;
        return read.Prefix.Length + missing <= longest && !begun.CanFinish()
            ? $"the required phrases do not go together without a forbidden one in the {longest} tokens that the longest translation has. Raise decoding.maximumLength, or leave out some."
            : read.Prefix.Length + missing > longest
            ? $"the required phrases{(read.Prefix.Length > 0 ? " and the prefix" : "")} have {read.Prefix.Length + missing} tokens, but the longest translation has {longest}. Raise decoding.maximumLength, or require less."
            : null;
    }

    /// <summary>The tokens that a translation must begin with; <c>&lt;unk&gt;</c> may be one of them.</summary>
    private int[] Begin(string text, int index, int limit, bool allowsUnknown)
    {
        ReadSentence read = target.Read(text, limit);
        if (read.IsBlank)
        {
            return [];
        }

        int[] tokens = Write(read, "prefix", text, index, limit, read.Unknown().Where(unknown => read.Tokens[unknown] != Vocabulary.UnkToken));
        return allowsUnknown || !tokens.Contains(Vocabulary.UnkId) ? tokens : throw new TranslationRequestException(
            index, $"the prefix \"{text}\" holds {Vocabulary.UnkToken}, which is never to be written (decoding.allowUnknown). Leave out one of them.");
    }

    /// <summary>The tokens of a phrase that a translation must hold, or must not.</summary>
    private int[] Hold(string text, string name, int index, int limit)
    {
        ReadSentence read = target.Read(text, limit);
        return read.IsBlank
            ? throw new TranslationRequestException(index, $"a {name} is blank. Leave it out.")
            : Write(read, name, text, index, limit, read.Unknown());
    }

    private static int[] Write(ReadSentence read, string name, string text, int index, int limit, IEnumerable<int> unknown)
    {
        if (read.IsCut)
        {
            throw new TranslationRequestException(index, $"the {name} has more than {limit - 1} tokens, as many as are read. Shorten it, or raise MaximumSentenceLength.");
        }

        if (unknown.Select(token => (int?)token).FirstOrDefault() is { } token)
        {
            throw new TranslationRequestException(
                index, $"the {name} \"{text}\" has \"{read.Tokens[token]}\", which the target vocabulary does not have. Use words that the model knows.");
        }

        return read.Ids[..^1];
    }
}
