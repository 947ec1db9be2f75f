using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.Sampling;

/// <summary>Draws clauses: a kind of predicate, a subject that suits it, and when and whether it happens.</summary>
internal sealed class ClauseSampler(Dice random, NounPhraseSampler phrases)
{
    private const Sense Located = Sense.Human | Sense.Animal | Sense.Item | Sense.Writing;

    private static readonly Choice<Kind> RichKinds = new(
        (34, Kind.Transitive),
        (11, Kind.Ditransitive),
        (16, Kind.Intransitive),
        (14, Kind.Attribute),
        (3, Kind.Location),
        (9, Kind.Infinitive),
        (6, Kind.Passive),
        (7, Kind.Reporting),
        (4, Kind.Existential));

    private static readonly Choice<Kind> PlainKinds = new(
        (36, Kind.Transitive),
        (8, Kind.Ditransitive),
        (26, Kind.Intransitive),
        (20, Kind.Attribute),
        (5, Kind.Location),
        (5, Kind.Infinitive));

    private readonly VerbPhraseSampler _predicates = new(random, phrases);
    private readonly TenseSampler _tenses = new(random);

    private enum Kind
    {
        Transitive,
        Ditransitive,
        Intransitive,
        Attribute,
        Location,
        Infinitive,
        Passive,
        Reporting,
        Existential,
    }

    /// <summary>Draws a clause for a statement of its own.</summary>
    public Clause Rich() => Draw(RichKinds, isRich: true, Moment.Any);

    /// <summary>Draws a short clause, without another clause inside it, in a tense that its surroundings allow.</summary>
    public VerbalClause Plain(Moment moment = Moment.Any) => (VerbalClause)Draw(PlainKinds, isRich: false, moment);

    /// <summary>Draws a clause whose object is asked for: <c>what does she see</c>.</summary>
    public VerbalClause WithoutObject()
    {
        const Sense Inanimate = Sense.Item | Sense.Writing | Sense.Food | Sense.Drink | Sense.Abstract | Sense.Building | Sense.Part;
        Verb verb = random.Pick(Verbs.Transitive, verb => (verb.Objects & Inanimate) != 0)!;
        VerbalClause? clause;
        do
        {
            clause = Finish(Subject(verb.Subjects, isRich: false, Moment.Any), new VerbPhrase(verb), Moment.Any, isMain: true);
        }
        while (clause is null);

        return clause;
    }

    /// <summary>Draws a clause whose subject is asked for: <c>who sees it</c>.</summary>
    public VerbalClause WithoutSubject()
    {
        VerbalClause clause;
        do
        {
            clause = Plain();
        }
        while (clause.Predicate.Verb == Verbs.Be || clause.Subject.Agreement is not { Person: Person.Third, Number: Number.Singular });

        return clause with { Subject = Pronouns.Who };
    }

    /// <summary>Draws when something happens, for the beginning of a statement; null if nothing suits.</summary>
    public Adverbial? Opening(Clause clause) =>
        clause is VerbalClause
        {
            Polarity: Polarity.Affirmative or Polarity.Not,
            Predicate: { Time: null, Frequency: null, Complement: not ThatComplement } predicate,
        }
            ? _tenses.DrawTime(predicate, clause.Tense)
            : null;

    private Clause Draw(Choice<Kind> kinds, bool isRich, Moment moment)
    {
        Clause? clause;
        do
        {
            clause = Attempt(kinds.Draw(random), isRich, moment);
        }
        while (clause is null);

        return clause;
    }

    private Clause? Attempt(Kind kind, bool isRich, Moment moment) => kind switch
    {
        Kind.Transitive => WithSubject(_predicates.Transitive(isRich), isRich, moment),
        Kind.Ditransitive => WithSubject(_predicates.Ditransitive(isRich), isRich, moment),
        Kind.Intransitive => WithSubject(_predicates.Intransitive(), isRich, moment),
        Kind.Infinitive => WithSubject(_predicates.Infinitive(isRich), isRich, moment),
        Kind.Attribute => Attribute(isRich, moment),
        Kind.Location => Location(isRich, moment),
        Kind.Passive => Passive(moment),
        Kind.Reporting => Reporting(moment),
        Kind.Existential => Existential(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of clause."),
    };

    private VerbalClause? WithSubject(VerbPhrase predicate, bool isRich, Moment moment)
    {
        Sense senses = predicate.Complement is InfinitiveComplement infinitive
            ? infinitive.Predicate.Verb.Subjects & predicate.Verb.Subjects
            : predicate.Verb.Subjects;
        NounPhrase subject = Subject(senses, isRich, moment);
        if (isRich && predicate is { Manner: null, Recipient: null } && random.Chance(13))
        {
            if (NounPhraseSampler.IsFreeForRelative(predicate.Object))
            {
                predicate = predicate with { Object = WithRelative((CommonNounPhrase)predicate.Object!) };
            }
            else if (NounPhraseSampler.IsFreeForRelative(subject))
            {
                subject = WithRelative((CommonNounPhrase)subject);
            }
        }

        return Finish(subject, predicate, moment, isMain: isRich);
    }

    private VerbalClause? Attribute(bool isRich, Moment moment)
    {
        Adjective adjective = random.Pick(Adjectives.All, adjective => adjective.IsPredicative)!;
        NounPhrase subject = Subject(adjective.Senses, isRich, moment);
        return Finish(subject, _predicates.Attribute(adjective, subject), moment, isMain: isRich);
    }

    private VerbalClause? Location(bool isRich, Moment moment)
    {
        NounPhrase subject = Subject(Located, isRich, moment);
        return Finish(subject, new VerbPhrase(Verbs.Be) { Place = _predicates.Place(subject) }, moment, isMain: isRich);
    }

    private VerbalClause? Passive(Moment moment)
    {
        VerbPhrase predicate = _predicates.Passive();
        NounPhrase subject = random.Chance(20)
            ? random.Pick([Pronouns.It, Pronouns.They])
            : phrases.Common(predicate.Verb.Objects, isRich: true);
        return Finish(subject, predicate, moment, isMain: true);
    }

    private VerbalClause? Reporting(Moment moment)
    {
        Verb verb = random.Pick(Verbs.Reporting);
        NounPhrase subject = Subject(Sense.Human, isRich: false, moment);
        VerbPhrase predicate = new(verb);
        if (_tenses.Draw(predicate, subject.Agreement, moment) is not { } tense)
        {
            return null;
        }

        VerbalClause reported = Plain(tense == Tense.Past ? Moment.Reported : Moment.Any);
        return new(subject, predicate with { Complement = new ThatComplement(reported) }, tense);
    }

    private ExistentialClause Existential()
    {
        Tense tense = random.Pick([Tense.Present, Tense.Present, Tense.Past, Tense.Future]);
        CommonNounPhrase theme = phrases.Indefinite(Located | Sense.Food | Sense.Drink);
        bool isDeniable = theme is { Determiner: Determiner.Indefinite, Numeral: null };
        Polarity polarity = isDeniable && random.Chance(35) ? Polarity.Not : Polarity.Affirmative;
        return new(theme, _predicates.Place(theme), tense, polarity);
    }

    private VerbalClause? Finish(NounPhrase subject, VerbPhrase predicate, Moment moment, bool isMain)
    {
        if (SamePerson(subject, predicate) || _tenses.Draw(predicate, subject.Agreement, moment) is not { } tense)
        {
            return null;
        }

        Polarity polarity = predicate.Object is CommonNounPhrase { Determiner: Determiner.Several }
            ? Polarity.Affirmative
            : _tenses.DrawPolarity(tense, predicate.Verb.IsStative && predicate.Agent is null);
        return new(subject, _tenses.WithAdverb(predicate, tense, polarity, isMain), tense, polarity);
    }

    /// <summary>Whether subject and an object would be the same speaker or hearer, which asks for a reflexive.</summary>
    private static bool SamePerson(NounPhrase subject, VerbPhrase predicate)
    {
        Person person = subject.Agreement.Person;
        bool Clashes(NounPhrase? phrase) => phrase?.Agreement.Person == person;
        return person != Person.Third
            && (Clashes(predicate.Object) || Clashes(predicate.Recipient) || Clashes(predicate.Company?.Object)
                || (predicate.Complement is InfinitiveComplement infinitive && SamePerson(subject, infinitive.Predicate)));
    }

    private NounPhrase Subject(Sense senses, bool isRich, Moment moment)
    {
        if (random.Chance(isRich ? 46 : 54))
        {
            bool isHuman = (senses & Sense.Human) != 0;
            Pronoun pronoun = isHuman ? random.Pick(Pronouns.Personal) : random.Pick([Pronouns.It, Pronouns.They]);
            return moment != Moment.Reported || pronoun.Features.Person == Person.Third ? pronoun : Pronouns.She;
        }

        return random.Chance(6) ? phrases.Pair(senses) : SubjectNoun(senses, isRich);
    }

    /// <summary>Draws a noun phrase that can open a clause: not a vague quantity ("some water").</summary>
    private CommonNounPhrase SubjectNoun(Sense senses, bool isRich)
    {
        CommonNounPhrase subject;
        do
        {
            subject = phrases.Common(senses, isRich);
        }
        while (subject.Determiner == Determiner.Indefinite && subject.Noun.IsMass);

        return subject;
    }

    private CommonNounPhrase WithRelative(CommonNounPhrase head)
    {
        Sense senses = head.Noun.Senses;
        bool asSubject = (senses & (Sense.Human | Sense.Animal)) != 0 && random.Chance(55);
        Verb? verb = random.Pick(
            Verbs.Transitive,
            verb => asSubject ? (verb.Subjects & senses) != 0 : verb.Government is null && (verb.Objects & senses) != 0);
        if (verb is null)
        {
            return head;
        }

        NounPhrase? subject = asSubject ? null : Subject(verb.Subjects, isRich: false, Moment.Any);
        VerbPhrase predicate = new(verb) { Object = asSubject ? _predicates.Object(verb, isRich: false) : null };
        return _tenses.Draw(predicate, (subject ?? head).Agreement, Moment.Any) is { } tense
            ? head with { Relative = new(subject, predicate, tense, _tenses.DrawPolarity(tense, verb.IsStative)) }
            : head;
    }
}

/// <summary>A weighted choice: each value is drawn in proportion to its weight.</summary>
internal sealed class Choice<T>(params (int Weight, T Value)[] options)
{
    private readonly int _total = options.Sum(option => option.Weight);

    public T Draw(Dice random)
    {
        int ticket = random.Below(_total);
        int index = 0;
        while (ticket >= options[index].Weight)
        {
            ticket -= options[index].Weight;
            index++;
        }

        return options[index].Value;
    }
}
