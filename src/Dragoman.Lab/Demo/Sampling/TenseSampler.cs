using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.Sampling;

/// <summary>The tenses that the surroundings of a clause allow.</summary>
internal enum Moment
{
    Any,

    /// <summary>After <c>if</c>.</summary>
    Present,

    /// <summary>What follows from a condition.</summary>
    Future,

    /// <summary>What somebody said in the past: the imperfect in French.</summary>
    Reported,
}

/// <summary>Draws tense, polarity and adverbs of a clause so that they agree with one another.</summary>
internal sealed class TenseSampler(Dice random)
{
    private static readonly Choice<Tense> Tenses = new(
        (36, Tense.Present), (13, Tense.PresentProgressive), (29, Tense.Past), (9, Tense.PastProgressive), (13, Tense.Future));

    private static readonly Choice<Polarity> Polarities = new(
        (74, Polarity.Affirmative), (19, Polarity.Not), (4, Polarity.Never), (3, Polarity.NoLonger));

    /// <summary>Draws a tense that verb, subject and surroundings allow; null if they allow none.</summary>
    public Tense? Draw(VerbPhrase predicate, Agreement subject, Moment moment)
    {
        Verb verb = predicate.Agent is null ? predicate.Verb : Verbs.Be;
        for (int attempt = 0; attempt < 12; attempt++)
        {
            Tense tense = Tenses.Draw(random);
            if (Array.IndexOf(verb.Tenses, tense) >= 0 && Allows(moment, tense, verb) && IsUsual(subject, tense, verb))
            {
                return tense;
            }
        }

        return null;
    }

    /// <summary>Draws a polarity that suits the tense.</summary>
    public Polarity DrawPolarity(Tense tense, bool isStative)
    {
        Polarity polarity = Polarities.Draw(random);
        bool fits = polarity switch
        {
            Polarity.Never => tense is Tense.Present or Tense.Future || (tense == Tense.Past && !isStative),
            Polarity.NoLonger => tense is Tense.Present or Tense.Future || (tense == Tense.Past && isStative),
            _ => true,
        };
        return fits ? polarity : Polarity.Not;
    }

    /// <summary>Draws how often or when, or neither.</summary>
    public VerbPhrase WithAdverb(VerbPhrase predicate, Tense tense, Polarity polarity, bool allowsTime)
    {
        if (polarity is Polarity.Never or Polarity.NoLonger)
        {
            return predicate;
        }

        bool isState = predicate.Verb.IsStative && predicate.Verb != Verbs.Be;
        if (!isState && predicate.Manner is null && random.Chance(10))
        {
            Adverbial frequency = random.Pick(Particles.Frequencies);
            bool survivesNegation = frequency.Suits(Tense.Future);
            return frequency.Suits(tense) && (polarity == Polarity.Affirmative || survivesNegation)
                ? predicate with { Frequency = frequency }
                : predicate;
        }

        return allowsTime && random.Chance(16) ? predicate with { Time = DrawTime(predicate, tense) } : predicate;
    }

    /// <summary>Draws when; null if no time suits verb and tense (a state is not repeated "every day").</summary>
    public Adverbial? DrawTime(VerbPhrase predicate, Tense tense) =>
        predicate.Verb.IsStative && tense == Tense.Present ? null : random.Pick(Particles.Times, time => time.Suits(tense));

    private static bool Allows(Moment moment, Tense tense, Verb verb) => moment switch
    {
        Moment.Present => tense is Tense.Present or Tense.PresentProgressive,
        Moment.Future => tense == Tense.Future,
        Moment.Reported => tense == Tense.PastProgressive || (tense == Tense.Past && verb.IsStative),
        _ => true,
    };

    /// <summary>Keeps the French imperfect and future to the third person: forms too rare would not be learnt.</summary>
    private static bool IsUsual(Agreement subject, Tense tense, Verb verb) => tense switch
    {
        Tense.PastProgressive or Tense.Future => subject.Person == Person.Third,
        Tense.Past when verb.IsStative => subject.Person == Person.Third,
        _ => true,
    };
}
