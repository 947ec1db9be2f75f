using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.French;

/// <summary>Verb phrases in French words: negation, clitics, verb, participle, then the rest.</summary>
internal static class FrenchPredicates
{
    /// <summary>Appends a finite verb phrase.</summary>
    /// <param name="words">The words so far.</param>
    /// <param name="phrase">The verb phrase.</param>
    /// <param name="subject">Features of the subject.</param>
    /// <param name="clause">The clause, for its tense and polarity.</param>
    /// <param name="fronted">An object that went before (<c>la maison que</c>), with which the participle agrees; or null.</param>
    /// <param name="locative">The <c>y</c> of <c>il y a</c>; or null.</param>
    public static void Append(
        List<string> words, VerbPhrase phrase, Agreement subject, Clause clause, NounPhrase? fronted = null, string? locative = null)
    {
        FrenchTense tense = TenseOf(clause.Tense, phrase);
        bool isPassive = phrase.Agent is not null;
        FrenchVerb verb = isPassive ? Verbs.Be.French : phrase.Verb.French;
        bool isCompound = tense == FrenchTense.CompoundPast;
        FrenchVerb finite = !isCompound ? verb : verb.TakesEtre ? Verbs.Be.French : Verbs.Have.French;

        Add(words, clause.Polarity == Polarity.Affirmative ? null : "ne");
        AppendClitics(words, phrase);
        Add(words, locative);
        words.Add(finite.Finite(isCompound ? FrenchTense.Present : tense, subject));
        Add(words, Negator(clause.Polarity));
        Add(words, phrase.Frequency?.French);
        Add(words, isCompound && phrase.Manner is { IsShort: true } manner ? manner.French : null);
        if (isCompound)
        {
            words.Add(verb.Participle(verb.TakesEtre ? subject : ParticipleAgreement(phrase, fronted)));
        }

        Add(words, isPassive ? phrase.Verb.French.Participle(subject) : null);
        AppendDependents(words, phrase, subject, clause.Polarity != Polarity.Affirmative, mannerIsDone: isCompound);
    }

    private static FrenchTense TenseOf(Tense tense, VerbPhrase phrase) => tense switch
    {
        Tense.Present or Tense.PresentProgressive => FrenchTense.Present,
        Tense.Future => FrenchTense.Future,
        Tense.PastProgressive => FrenchTense.Imperfect,
        _ => phrase.Verb.IsStative ? FrenchTense.Imperfect : FrenchTense.CompoundPast,
    };

    private static string? Negator(Polarity polarity) => polarity switch
    {
        Polarity.Not => "pas",
        Polarity.Never => "jamais",
        Polarity.NoLonger => "plus",
        _ => null,
    };

    /// <summary>With <c>avoir</c> the participle agrees with a direct object that stands before it, and with nothing else.</summary>
    private static Agreement ParticipleAgreement(VerbPhrase phrase, NounPhrase? fronted) =>
        fronted?.Agreement ?? DirectClitic(phrase)?.Agreement ?? Agreement.Neutral;

    private static Pronoun? DirectClitic(VerbPhrase phrase) => phrase.Verb.Government is null ? phrase.Object as Pronoun : null;

    /// <summary>Object pronouns go before the verb: me, vous, nous; then le, la, les; then lui, leur.</summary>
    private static void AppendClitics(List<string> words, VerbPhrase phrase)
    {
        Pronoun? direct = DirectClitic(phrase);
        Pronoun? indirect = phrase.Recipient as Pronoun ?? (phrase.Verb.Government is null ? null : phrase.Object as Pronoun);
        if (indirect is { Features.Person: Person.Third })
        {
            Add(words, direct?.Accusative);
            words.Add(indirect.Dative);
        }
        else
        {
            Add(words, indirect?.Dative);
            Add(words, direct?.Accusative);
        }
    }

    private static void AppendDependents(List<string> words, VerbPhrase phrase, Agreement subject, bool isNegated, bool mannerIsDone)
    {
        bool mannerFollows = phrase.Manner is not null && !(mannerIsDone && phrase.Manner.IsShort);
        Add(words, mannerFollows ? phrase.Manner!.French : null);
        if (phrase.Object is not (null or Pronoun))
        {
            bool isDirect = phrase.Verb.Government is null;
            FrenchNounPhrases.Append(words, phrase.Object, phrase.Verb.Government?.FrenchHead, isNegated && isDirect);
        }

        AppendPrepositional(words, "à", phrase.Recipient is Pronoun ? null : phrase.Recipient);
        AppendComplement(words, phrase, subject, isNegated);
        AppendPrepositional(words, "par", phrase.Agent);
        Add(words, phrase.Spot?.French);
        AppendAdjunct(words, phrase.Place);
        AppendAdjunct(words, phrase.Company);
        Add(words, phrase.Time?.French);
    }

    private static void AppendPrepositional(List<string> words, string preposition, NounPhrase? phrase)
    {
        if (phrase is not null)
        {
            FrenchNounPhrases.Append(words, phrase, preposition);
        }
    }

    private static void AppendAdjunct(List<string> words, PrepositionalPhrase? phrase)
    {
        if (phrase is not null)
        {
            FrenchNounPhrases.Append(words, phrase);
        }
    }

    private static void AppendComplement(List<string> words, VerbPhrase phrase, Agreement subject, bool isNegated)
    {
        switch (phrase.Complement)
        {
            case InfinitiveComplement { Predicate: var inner }:
                Add(words, phrase.Verb.InfinitiveMarker);
                AppendClitics(words, inner);
                words.Add(inner.Verb.French.Infinitive);
                AppendDependents(words, inner, subject, isNegated, mannerIsDone: false);
                break;
            case ThatComplement that:
                words.Add("que");
                FrenchClauses.Append(words, that.Clause);
                break;
            case AttributeComplement attribute:
                AppendAttribute(words, attribute, subject);
                break;
        }
    }

    private static void AppendAttribute(List<string> words, AttributeComplement attribute, Agreement subject)
    {
        Add(words, attribute.Degree switch
        {
            Degree.Very => "très",
            Degree.Too => "trop",
            Degree.More => "plus",
            Degree.Less => "moins",
            Degree.As => "aussi",
            _ => null,
        });
        words.Add(attribute.Adjective.French.Form(subject.Gender, subject.Number));
        if (attribute.Second is { } second)
        {
            words.Add("et");
            words.Add(second.French.Form(subject.Gender, subject.Number));
        }

        AppendPrepositional(words, "que", attribute.Standard);
    }

    private static void Add(List<string> words, string? text)
    {
        if (text is not null)
        {
            words.Add(text);
        }
    }
}
