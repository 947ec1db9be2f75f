using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.Sampling;

/// <summary>Draws verbs with their objects, complements and adjuncts.</summary>
internal sealed class VerbPhraseSampler(Dice random, NounPhraseSampler phrases)
{
    /// <summary>Draws a verb with an object.</summary>
    public VerbPhrase Transitive(bool isRich) => Transitive(random.Pick(Verbs.Transitive), isRich);

    /// <summary>Draws a verb of giving with thing and recipient.</summary>
    public VerbPhrase Ditransitive(bool isRich)
    {
        Verb verb = random.Pick(Verbs.Ditransitive);
        NounPhrase thing = random.Chance(30)
            ? random.Pick([Pronouns.It, Pronouns.They])
            : phrases.Common(verb.Objects, isRich);
        NounPhrase recipient = random.Chance(45)
            ? random.Pick(Pronouns.Personal)
            : phrases.Common(Sense.Human, isRich: false);
        return new VerbPhrase(verb) { Object = thing, Recipient = recipient };
    }

    /// <summary>Draws a verb without an object, perhaps with manner, place and company.</summary>
    public VerbPhrase Intransitive()
    {
        int kind = random.Below(10);
        return kind switch
        {
            < 5 => Adorn(new VerbPhrase(random.Pick(Verbs.Intransitive)), placePercent: 45),
            < 7 => Adorn(new VerbPhrase(random.Pick(Verbs.Motion)), placePercent: 35),
            < 9 => new VerbPhrase(random.Pick(Verbs.Directed)) { Place = Prepositional(Prepositions.To) },
            _ => WithPlace(new VerbPhrase(Verbs.Live)),
        };
    }

    /// <summary>Draws a verb that governs an infinitive: the clitics stay with the infinitive.</summary>
    public VerbPhrase Infinitive(bool isRich)
    {
        VerbPhrase inner;
        do
        {
            inner = random.Below(10) switch
            {
                < 6 => Transitive(isRich),
                < 8 => Ditransitive(isRich: false),
                _ => Intransitive(),
            };
        }
        while (inner.Verb.IsStative);

        return new VerbPhrase(random.Pick(Verbs.Governing)) { Complement = new InfinitiveComplement(inner) };
    }

    /// <summary>Draws a passive for a subject drawn from the verb's objects.</summary>
    public VerbPhrase Passive()
    {
        Verb verb = random.Pick(Verbs.Transitive, verb => verb.AllowsPassive)!;
        return new VerbPhrase(verb) { Agent = phrases.Common(verb.Subjects, isRich: false) };
    }

    /// <summary>Draws what a noun or pronoun is: <c>is very old</c>, <c>is more important than the law</c>.</summary>
    public VerbPhrase Attribute(Adjective adjective, NounPhrase subject)
    {
        Sense senses = subject is CommonNounPhrase { Noun: var noun } ? noun.Senses & adjective.Senses : adjective.Senses;
        Degree degree = random.Below(100) switch
        {
            < 46 => Degree.Plain,
            < 62 => Degree.Very,
            < 70 => Degree.Too,
            int draw when adjective.Comparative is not null => draw < 86 ? Degree.More : draw < 93 ? Degree.Less : Degree.As,
            _ => Degree.Plain,
        };
        AttributeComplement attribute = new(adjective)
        {
            Degree = degree,
            Standard = degree >= Degree.More ? phrases.Definite(senses) : null,
            Second = degree == Degree.Plain && random.Chance(16)
                ? random.Pick(Adjectives.All, other => IsSecond(other, adjective) && (other.Senses & senses) == senses)
                : null,
        };
        return new VerbPhrase(Verbs.Be) { Complement = attribute };
    }

    /// <summary>Draws where somebody or something is; people do not lie on tables.</summary>
    public PrepositionalPhrase Place(NounPhrase located)
    {
        bool isThing = located is CommonNounPhrase { Noun: var noun } && (noun.Senses & Sense.Human) == 0;
        return Prepositional(random.Pick(isThing && random.Chance(50) ? Prepositions.Supporting : Prepositions.Locative));
    }

    /// <summary>Draws an object that suits a verb.</summary>
    public NounPhrase Object(Verb verb, bool isRich)
    {
        if (random.Chance(25))
        {
            bool isHuman = (verb.Objects & Sense.Human) != 0;
            return isHuman ? random.Pick(Pronouns.Personal) : random.Pick([Pronouns.It, Pronouns.It, Pronouns.They]);
        }

        return random.Chance(6) ? phrases.Pair(verb.Objects) : phrases.Common(verb.Objects, isRich);
    }

    /// <summary>Draws a transitive phrase around a given verb.</summary>
    private VerbPhrase Transitive(Verb verb, bool isRich)
    {
        VerbPhrase phrase = new(verb) { Object = Object(verb, isRich) };
        if (verb.AllowsManner && random.Chance(15))
        {
            return phrase with { Manner = random.Pick(Particles.Manners, manner => !manner.IsShort) };
        }

        return verb.IsStative || !random.Chance(14) ? phrase : WithPlace(phrase);
    }

    /// <summary>Whether an adjective may follow another after "and"; the preposed ones are opposites as often as not.</summary>
    private static bool IsSecond(Adjective second, Adjective first) =>
        second != first && second.IsPredicative && !(second.PrecedesNoun && first.PrecedesNoun);

    private VerbPhrase Adorn(VerbPhrase phrase, int placePercent)
    {
        if (phrase.Verb.AllowsManner && random.Chance(25))
        {
            phrase = phrase with { Manner = random.Pick(Particles.Manners) };
        }

        if (random.Chance(placePercent))
        {
            phrase = WithPlace(phrase);
        }

        return phrase.Verb.AllowsCompany && random.Chance(14) ? phrase with { Company = Company() } : phrase;
    }

    private VerbPhrase WithPlace(VerbPhrase phrase) => random.Below(10) switch
    {
        < 3 => phrase with { Spot = random.Pick(Particles.Spots) },
        < 4 when phrase.Verb != Verbs.Live => phrase with { Place = Prepositional(random.Pick(Prepositions.Temporal)) },
        _ => phrase with { Place = Prepositional(random.Pick(Prepositions.Locative)) },
    };

    private PrepositionalPhrase Company()
    {
        Preposition preposition = random.Pick(Prepositions.Company);
        return random.Chance(40) ? new(preposition, random.Pick(Pronouns.Personal)) : Prepositional(preposition);
    }

    private PrepositionalPhrase Prepositional(Preposition preposition) => new(
        preposition,
        random.Chance(80) ? phrases.Definite(preposition.Objects) : phrases.Common(preposition.Objects, isRich: false));
}
