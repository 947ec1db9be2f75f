using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.French;

/// <summary>Clauses in French words.</summary>
internal static class FrenchClauses
{
    /// <summary>Appends a clause.</summary>
    public static void Append(List<string> words, Clause clause)
    {
        switch (clause)
        {
            case VerbalClause verbal:
                FrenchNounPhrases.Append(words, verbal.Subject);
                FrenchPredicates.Append(words, verbal.Predicate, verbal.Subject.Agreement, verbal);
                break;
            case ExistentialClause existential:
                FrenchNounPhrases.Append(words, Pronouns.There); // il y, of which y follows ne
                VerbPhrase predicate = new(Verbs.Have) { Object = existential.Theme, Place = existential.Place };
                FrenchPredicates.Append(words, predicate, Agreement.Neutral, existential, locative: "y");
                break;
        }
    }

    /// <summary>Appends <c>qui chante</c>, or <c>que l' homme a achetée</c>, where the participle agrees with the head.</summary>
    public static void AppendRelative(List<string> words, CommonNounPhrase head, RelativeClause relative)
    {
        NounPhrase subject = relative.Subject ?? head;
        VerbalClause clause = new(subject, relative.Predicate, relative.Tense, relative.Polarity);
        if (relative.Subject is null)
        {
            words.Add("qui");
            FrenchPredicates.Append(words, relative.Predicate, subject.Agreement, clause);
        }
        else
        {
            words.Add("que");
            FrenchNounPhrases.Append(words, subject);
            FrenchPredicates.Append(words, relative.Predicate, subject.Agreement, clause, fronted: head);
        }
    }
}
