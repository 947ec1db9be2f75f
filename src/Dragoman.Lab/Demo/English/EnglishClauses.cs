using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.English;

/// <summary>Clauses in English words.</summary>
internal static class EnglishClauses
{
    /// <summary>Appends a clause; a question puts the auxiliary before the subject.</summary>
    public static void Append(List<string> words, Clause clause, bool isQuestion = false)
    {
        switch (clause)
        {
            case VerbalClause verbal:
                AppendVerbal(words, verbal.Subject, verbal.Subject.Agreement, verbal.Predicate, verbal, isQuestion);
                break;
            case ExistentialClause existential:
                VerbPhrase predicate = new(Verbs.Be) { Object = existential.Theme, Place = existential.Place };
                AppendVerbal(words, Pronouns.There, existential.Theme.Agreement, predicate, existential, isQuestion);
                break;
        }
    }

    /// <summary>Appends <c>who sings</c>, <c>that is old</c> or <c>that the man bought</c>.</summary>
    public static void AppendRelative(List<string> words, CommonNounPhrase head, RelativeClause relative)
    {
        bool isWho = relative.Subject is null && (head.Noun.Senses & Sense.Human) != 0;
        words.Add(isWho ? "who" : "that");
        VerbalClause clause = new(relative.Subject ?? head, relative.Predicate, relative.Tense, relative.Polarity);
        AppendVerbal(words, relative.Subject, clause.Subject.Agreement, relative.Predicate, clause, isQuestion: false);
    }

    private static void AppendVerbal(
        List<string> words, NounPhrase? subject, Agreement agreement, VerbPhrase predicate, Clause clause, bool isQuestion)
    {
        bool needsAuxiliary = isQuestion || clause.Polarity == Polarity.Not;
        EnglishVerbGroup group = EnglishVerbGroup.Of(predicate, agreement, clause.Tense, needsAuxiliary);
        if (isQuestion)
        {
            Add(words, group.Auxiliary);
        }

        if (subject is not null)
        {
            EnglishNounPhrases.AppendSubject(words, subject);
        }

        if (!isQuestion)
        {
            Add(words, group.Auxiliary);
        }

        AppendPolarity(words, clause.Polarity);
        Add(words, predicate.Frequency?.English);
        Add(words, group.Main);
        Add(words, group.Participle);
        AppendDependents(words, predicate, clause.Polarity != Polarity.Affirmative);
    }

    private static void AppendPolarity(List<string> words, Polarity polarity)
    {
        switch (polarity)
        {
            case Polarity.Not:
                words.Add("not");
                break;
            case Polarity.Never:
                words.Add("never");
                break;
            case Polarity.NoLonger:
                words.Add("no");
                words.Add("longer");
                break;
        }
    }

    private static void AppendDependents(List<string> words, VerbPhrase phrase, bool isNegated)
    {
        Add(words, phrase.Verb.Particle);
        if (phrase.Object is { } theme)
        {
            bool turnsToAny = isNegated && phrase.Verb.Government is null;
            EnglishNounPhrases.AppendObject(words, theme, turnsToAny);
        }

        AppendPrepositional(words, "to", phrase.Recipient);
        AppendComplement(words, phrase, isNegated);
        AppendPrepositional(words, "by", phrase.Agent);
        Add(words, phrase.Manner?.English);
        Add(words, phrase.Spot?.English);
        AppendPrepositional(words, phrase.Place?.Preposition.English, phrase.Place?.Object);
        AppendPrepositional(words, phrase.Company?.Preposition.English, phrase.Company?.Object);
        Add(words, phrase.Time?.English);
    }

    private static void AppendPrepositional(List<string> words, string? preposition, NounPhrase? phrase)
    {
        if (phrase is not null)
        {
            Add(words, preposition);
            EnglishNounPhrases.AppendObject(words, phrase);
        }
    }

    private static void AppendComplement(List<string> words, VerbPhrase phrase, bool isNegated)
    {
        switch (phrase.Complement)
        {
            case InfinitiveComplement infinitive:
                if (!phrase.Verb.English.IsModal)
                {
                    words.Add("to");
                }

                words.Add(infinitive.Predicate.Verb.English.Infinitive);
                AppendDependents(words, infinitive.Predicate, isNegated);
                break;
            case ThatComplement that:
                words.Add("that");
                Append(words, that.Clause);
                break;
            case AttributeComplement attribute:
                AppendAttribute(words, attribute);
                break;
        }
    }

    private static void AppendAttribute(List<string> words, AttributeComplement attribute)
    {
        (string? before, string? after) = attribute.Degree switch
        {
            Degree.Very => ("very", null),
            Degree.Too => ("too", null),
            Degree.More => (null, "than"),
            Degree.Less => ("less", "than"),
            Degree.As => ("as", "as"),
            _ => ((string?)null, (string?)null),
        };
        Add(words, before);
        Add(words, attribute.Degree == Degree.More ? attribute.Adjective.Comparative : attribute.Adjective.English);
        if (attribute.Second is { } second)
        {
            words.Add("and");
            words.Add(second.English);
        }

        AppendPrepositional(words, after, attribute.Standard);
    }

    private static void Add(List<string> words, string? text)
    {
        if (text is not null)
        {
            words.Add(text);
        }
    }
}
