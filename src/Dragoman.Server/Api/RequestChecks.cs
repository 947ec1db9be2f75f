using Dragoman.Hosting;
using Dragoman.Messages;
using Dragoman.Server.Errors;
using Dragoman.Server.Limits;

namespace Dragoman.Server.Api;

/// <summary>Holds requests to the limits of the server, and finds what they name.</summary>
/// <param name="catalog">The models.</param>
/// <param name="limits">The limits.</param>
/// <param name="search">Makes the searches that requests wish for.</param>
internal sealed class RequestChecks(ModelCatalog catalog, ServerLimits limits, SearchChecks search)
{
    /// <summary>Makes the searches that requests wish for.</summary>
    internal SearchChecks Searches => search;

    /// <summary>Finds the model that a request names.</summary>
    /// <param name="name">Its name; null for the default.</param>
    /// <exception cref="RequestException">There is none.</exception>
    internal HostedModel Model(string? name) => catalog.TryFind(name, out HostedModel? model) ? model : throw new RequestException(
        StatusCodes.Status404NotFound, $"There is no model of this name. The models are: {string.Join(", ", catalog.Models.Select(known => known.Name))}.");

    /// <summary>Finds the model that a request names, for a look inside, which is of one model and not of several that translate together.</summary>
    /// <param name="name">Its name; null for the default, or the first that is alone.</param>
    /// <exception cref="RequestException">There is none, or the name stands for several.</exception>
    internal HostedModel ModelAlone(string? name)
    {
        HostedModel model = Model(name);
        if (MembersOf(model) == 1)
        {
            return model;
        }

        return (name is null ? catalog.Models.FirstOrDefault(other => MembersOf(other) == 1) : null) ?? throw RequestException.Bad(
            $"{model.Name} is {MembersOf(model)} models that translate together, and this looks into one. Name one that is served alone: in /v1/models its members are 1.");
    }

    /// <summary>Checks the sentences of a request.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="RequestException">They are too many, or one is too long.</exception>
    internal void Sentences(IReadOnlyList<string> sentences, string name)
    {
        if (sentences.Count > limits.Sentences)
        {
            throw RequestException.Bad($"{name} has {Counted.Of(sentences.Count, "sentence")}; a request may have {limits.Sentences}. Send several requests.");
        }

        for (int i = 0; i < sentences.Count; i++)
        {
            if (sentences[i].Length > limits.Characters)
            {
                throw RequestException.Bad($"Sentence {i} of {name} has {Counted.Of(sentences[i].Length, "character")}; it may have {limits.Characters}. Cut the text into sentences.");
            }

            if (sentences[i].Contains('\0', StringComparison.Ordinal))
            {
                throw RequestException.Bad($"Sentence {i} of {name} holds U+0000, which is no text. Leave it out.");
            }
        }
    }

    /// <summary>Checks the tokens of a request.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="RequestException">They are too many, or one is too long.</exception>
    internal void Tokens(IReadOnlyList<string> tokens, string name)
    {
        if (tokens.Count > limits.Tokens)
        {
            throw RequestException.Bad($"{name} has {tokens.Count} tokens; it may have {limits.Tokens}.");
        }

        if (tokens.Index().FirstOrDefault(token => token.Item.Length > limits.Characters) is { Item: not null } longest)
        {
            throw RequestException.Bad($"Token {longest.Index} of {name} has {longest.Item.Length} characters; it may have {limits.Characters}.");
        }
    }

    /// <summary>The sentences of a request, and what their translations must be.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="RequestException">They are too many or too long, or what is said of them does not fit their number.</exception>
    internal IReadOnlyList<TranslationRequest> Requests(TranslateRequest request)
    {
        IReadOnlyList<string> texts = request.Text.Items;
        Sentences(texts, "text");
        ThrowUnlessOneEach(request.Prefixes, texts.Count, "prefixes");
        ThrowUnlessOneEach(request.Constraints, texts.Count, "constraints");
        Sentences([.. (request.Prefixes ?? []).OfType<string>()], "prefixes");
        return [.. texts.Select((text, i) => new TranslationRequest(text)
        {
            Prefix = request.Prefixes?[i] ?? "",
            Required = Phrases(request.Constraints?[i]?.Must, "must"),
            Forbidden = Phrases(request.Constraints?[i]?.Not, "not"),
        })];
    }

    /// <summary>Phrases that a translation must hold, or must not.</summary>
    /// <param name="phrases">The phrases; null for none.</param>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="RequestException">They are too many or too long, or one is null.</exception>
    internal IReadOnlyList<string> Phrases(IReadOnlyList<string?>? phrases, string name)
    {
        IReadOnlyList<string> given = WithoutNull(phrases, name);
        if (given.Count > limits.Sentences)
        {
            throw RequestException.Bad($"{name} has {Counted.Of(given.Count, "phrase")}; it may have {limits.Sentences}. Leave some out.");
        }

        Sentences(given, name);
        return given;
    }

    /// <summary>Values of which none is null, which JSON may have.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="values">The values; null for none.</param>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="RequestException">One is null.</exception>
    internal static IReadOnlyList<T> WithoutNull<T>(IReadOnlyList<T?>? values, string name)
        where T : class =>
        values?.Contains(null) == true ? throw RequestException.Bad($"{name} holds null.") : [.. (values ?? []).OfType<T>()];

    private static void ThrowUnlessOneEach<T>(IReadOnlyList<T>? values, int sentences, string name)
    {
        if (values is not null && values.Count != sentences)
        {
            throw RequestException.Bad($"{name} has {Counted.Of(values.Count, "entry", "entries")}, but text has {Counted.Of(sentences, "sentence")}. Give one for each sentence, null for one of which nothing is asked.");
        }
    }

    private static int MembersOf(HostedModel model)
    {
        using TranslatorLease lease = model.Borrow();
        return lease.Translator.ModelCount;
    }
}
