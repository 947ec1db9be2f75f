using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.English;

/// <summary>A finite verb split where negation and adverbs go: <c>will | see</c>, <c>– | sees</c>, <c>was | built</c>.</summary>
internal readonly record struct EnglishVerbGroup(string? Auxiliary, string? Main, string? Participle)
{
    /// <summary>Conjugates a verb phrase; <c>do</c> supports a simple tense that needs an auxiliary.</summary>
    public static EnglishVerbGroup Of(VerbPhrase phrase, Agreement subject, Tense tense, bool needsAuxiliary)
    {
        bool isPassive = phrase.Agent is not null;
        EnglishVerb verb = isPassive ? EnglishVerb.Be : phrase.Verb.English;
        (string? auxiliary, string? main) = tense switch
        {
            Tense.Future => ("will", verb.Infinitive),
            Tense.PresentProgressive => (EnglishVerb.Be.Present(subject), verb.Gerund),
            Tense.PastProgressive => (EnglishVerb.Be.Past(subject), verb.Gerund),
            Tense.Present when verb.IsAuxiliary => (verb.Present(subject), null),
            Tense.Past when verb.IsAuxiliary => (verb.Past(subject), null),
            Tense.Present when needsAuxiliary => (IsThirdSingular(subject) ? "does" : "do", verb.Infinitive),
            Tense.Past when needsAuxiliary => ("did", verb.Infinitive),
            Tense.Present => ((string?)null, (string?)verb.Present(subject)),
            Tense.Past => (null, verb.Past(subject)),
            _ => throw new ArgumentOutOfRangeException(nameof(tense), tense, "English has no such tense here."),
        };
        return new(auxiliary, main, isPassive ? phrase.Verb.English.Participle : null);
    }

    private static bool IsThirdSingular(Agreement subject) => subject is { Person: Person.Third, Number: Number.Singular };
}
