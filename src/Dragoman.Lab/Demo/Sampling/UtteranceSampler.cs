using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.Sampling;

/// <summary>Draws whole lines: statements, questions, conditions, titles.</summary>
internal sealed class UtteranceSampler
{
    private static readonly Choice<Kind> Kinds = new(
        (71, Kind.Statement),
        (6, Kind.Compound),
        (8, Kind.Question),
        (6, Kind.WordQuestion),
        (3, Kind.SubjectQuestion),
        (3, Kind.Conditional),
        (3, Kind.Title));

    private readonly Dice _random;
    private readonly NounPhraseSampler _phrases;
    private readonly ClauseSampler _clauses;

    public UtteranceSampler(ulong seed)
    {
        _random = new(seed);
        _phrases = new(_random);
        _clauses = new(_random, _phrases);
    }

    private enum Kind
    {
        Statement,
        Compound,
        Question,
        WordQuestion,
        SubjectQuestion,
        Conditional,
        Title,
    }

    /// <summary>Draws the next line.</summary>
    public Utterance Next() => Kinds.Draw(_random) switch
    {
        Kind.Statement => Statement(),
        Kind.Compound => new Statement(_clauses.Plain()) { Conjunction = _random.Pick(Particles.Conjunctions), Second = _clauses.Plain() },
        Kind.Question => new Question(_random.Chance(50) ? _clauses.Rich() : _clauses.Plain()),
        Kind.WordQuestion => WordQuestion(),
        Kind.SubjectQuestion => new SubjectQuestion(_clauses.WithoutSubject()),
        Kind.Conditional => new Conditional(_clauses.Plain(Moment.Present), _clauses.Plain(Moment.Future)),
        _ => new Title(_phrases.Common(~Sense.None, isRich: true)),
    };

    private Statement Statement()
    {
        Clause clause = _clauses.Rich();
        return new(clause) { Opening = _random.Chance(7) ? _clauses.Opening(clause) : null };
    }

    private Question WordQuestion()
    {
        if (_random.Chance(40))
        {
            return new(_clauses.WithoutObject(), Particles.What);
        }

        VerbalClause clause;
        do
        {
            clause = _clauses.Plain();
        }
        while (clause.Polarity != Polarity.Affirmative || clause.Predicate.Verb == Verbs.Be);

        // What is asked for is not told as well.
        VerbPhrase predicate = clause.Predicate with { Spot = null, Place = null, Company = null, Frequency = null, Time = null };
        return new(clause with { Predicate = predicate }, _random.Pick(Particles.Interrogatives));
    }
}
