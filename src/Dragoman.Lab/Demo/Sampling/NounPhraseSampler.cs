using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.Sampling;

/// <summary>Draws noun phrases that mean what their verb asks for.</summary>
internal sealed class NounPhraseSampler(Dice random)
{
    private static readonly Choice<Determiner> Determiners = new(
        (44, Determiner.The),
        (20, Determiner.Indefinite),
        (5, Determiner.This),
        (4, Determiner.That),
        (4, Determiner.My),
        (3, Determiner.Your),
        (3, Determiner.His),
        (3, Determiner.Her),
        (1, Determiner.Its),
        (3, Determiner.Our),
        (3, Determiner.Their),
        (2, Determiner.Every),
        (2, Determiner.Several),
        (2, Determiner.Many),
        (2, Determiner.All));

    private static readonly Choice<int> RichAdjectiveCounts = new((52, 0), (31, 1), (13, 2), (4, 3));
    private static readonly Choice<int> PlainAdjectiveCounts = new((78, 0), (21, 1), (1, 2));

    private readonly Dictionary<Sense, Noun[]> _nouns = [];
    private readonly Dictionary<Noun, Adjective[]> _adjectives = [];
    private readonly Dictionary<Noun, Adjective[]> _relational = [];

    /// <summary>Draws a full noun phrase; a rich one has more adjectives and may have an owner.</summary>
    public CommonNounPhrase Common(Sense senses, bool isRich)
    {
        Noun noun = random.Pick<Noun>(NounsOf(senses));
        (Determiner determiner, Number number) = DeterminerFor(noun);
        CommonNounPhrase phrase = new(determiner, number, noun)
        {
            Adjectives = AdjectivesFor(noun, (isRich ? RichAdjectiveCounts : PlainAdjectiveCounts).Draw(random)),
            Numeral = number == Number.Plural && IsCountable(determiner) && random.Chance(22) ? random.Pick(Particles.Numerals) : null,
        };
        return isRich && determiner == Determiner.The && random.Chance(22) ? WithOwner(phrase) : phrase;
    }

    /// <summary>Draws a phrase whose reference is given: a thing compared with, an owner.</summary>
    public CommonNounPhrase Definite(Sense senses)
    {
        CommonNounPhrase phrase;
        do
        {
            phrase = Common(senses, isRich: false);
        }
        while (phrase.Determiner is Determiner.Indefinite or Determiner.Every or Determiner.Several or Determiner.Many or Determiner.All);

        return phrase;
    }

    /// <summary>Draws a phrase that introduces something, for <c>there is</c>.</summary>
    public CommonNounPhrase Indefinite(Sense senses)
    {
        Noun noun = random.Pick<Noun>(NounsOf(senses));
        Number number = !noun.IsMass && random.Chance(45) ? Number.Plural : Number.Singular;
        Determiner determiner = number == Number.Singular ? Determiner.Indefinite
            : random.Pick<Determiner>([Determiner.Indefinite, Determiner.Indefinite, Determiner.Many, Determiner.Several]);
        bool isCounted = number == Number.Plural && determiner == Determiner.Indefinite && random.Chance(50);
        return new(determiner, number, noun)
        {
            Adjectives = AdjectivesFor(noun, RichAdjectiveCounts.Draw(random)),
            Numeral = isCounted ? random.Pick(Particles.Numerals) : null,
        };
    }

    /// <summary>Draws two phrases of a kind joined by "and".</summary>
    public Coordination Pair(Sense senses)
    {
        CommonNounPhrase left = Definite(senses);
        CommonNounPhrase right = Definite(senses & left.Noun.Senses);
        return right.Noun == left.Noun ? Pair(senses) : new(left, right);
    }

    /// <summary>Whether a phrase can take a relative clause: nothing else may lay claim to it.</summary>
    public static bool IsFreeForRelative(NounPhrase? phrase) =>
        phrase is CommonNounPhrase { Owner: null, Determiner: Determiner.The or Determiner.Indefinite or Determiner.All };

    private static bool IsCountable(Determiner determiner) =>
        determiner is not (Determiner.All or Determiner.Every or Determiner.Several or Determiner.Many);

    private static bool IsPossessive(Determiner determiner) => determiner is >= Determiner.My and <= Determiner.Their;

    /// <summary>Whether a possessive sounds natural: <c>my friend</c>, hardly <c>my hero</c>; <c>leur femme</c> is their wife.</summary>
    private static bool CanBelong(Noun noun) => (noun.Senses & Sense.Human) == 0 || (noun.Senses & (Sense.Kin | Sense.Role)) != 0;

    private CommonNounPhrase WithOwner(CommonNounPhrase phrase)
    {
        Sense owners = OwnersOf(phrase.Noun.Senses);
        if (owners == Sense.None)
        {
            return phrase;
        }

        CommonNounPhrase owner = Definite(owners);
        bool isGenitive = random.Chance((owner.Noun.Senses & Sense.Human) != 0 ? 70 : 40);
        return owner.Noun == phrase.Noun ? phrase : phrase with { Owner = owner, IsGenitive = isGenitive };
    }

    private static Sense OwnersOf(Sense senses) => senses switch
    {
        _ when senses.HasFlag(Sense.Part) => Sense.Building,
        _ when senses.HasFlag(Sense.Role) => Sense.Region | Sense.Institution,
        _ when senses.HasFlag(Sense.Kin) => Sense.Human,
        _ when senses.HasFlag(Sense.Abstract) => Sense.Institution | Sense.Role,
        _ when senses.HasFlag(Sense.Site) => Sense.Region,
        _ when (senses & (Sense.Item | Sense.Animal | Sense.Writing | Sense.Building)) != 0 => Sense.Human,
        _ when senses.HasFlag(Sense.Institution) => Sense.Region,
        _ => Sense.None,
    };

    private (Determiner Determiner, Number Number) DeterminerFor(Noun noun)
    {
        Determiner determiner;
        do
        {
            determiner = Determiners.Draw(random);
        }
        while ((noun.IsMass && !IsCountable(determiner)) || (IsPossessive(determiner) && !CanBelong(noun)));

        Number number = determiner switch
        {
            _ when noun.IsMass => Number.Singular,
            Determiner.Every => Number.Singular,
            Determiner.Several or Determiner.Many or Determiner.All => Number.Plural,
            _ => random.Chance(33) ? Number.Plural : Number.Singular,
        };
        return (determiner, number);
    }

    /// <summary>Draws up to <paramref name="count"/> adjectives of different ranks, in the English order.</summary>
    private Adjective[] AdjectivesFor(Noun noun, int count)
    {
        Adjective[] fitting = AdjectivesOf(noun);
        if (count == 0 || fitting.Length == 0)
        {
            return [];
        }

        List<Adjective> chosen = [];
        for (int attempt = 0; attempt < 3 * count && chosen.Count < count; attempt++)
        {
            bool isRelational = noun.Senses.HasFlag(Sense.Abstract) && random.Chance(35);
            Adjective candidate = random.Pick(isRelational ? RelationalOf(noun) : fitting);
            if (chosen.TrueForAll(adjective => GoesWith(adjective, candidate)))
            {
                chosen.Add(candidate);
            }
        }

        chosen.Sort((a, b) => a.Rank.CompareTo(b.Rank));
        return [.. chosen];
    }

    /// <summary>French bears two adjectives before the noun only if the first is an opinion: <c>une jolie petite maison</c>.</summary>
    private static bool GoesWith(Adjective a, Adjective b) =>
        a.Rank != b.Rank
        && !(a.PrecedesNoun && b.PrecedesNoun && a.Rank != AdjectiveRank.Opinion && b.Rank != AdjectiveRank.Opinion);

    /// <summary>Whether both would be the same French word: <c>la politique politique</c>.</summary>
    private static bool IsEcho(Adjective adjective, Noun noun) =>
        adjective.French.Form(noun.Gender, Number.Singular) == noun.French(Number.Singular);

    private Noun[] NounsOf(Sense senses)
    {
        if (!_nouns.TryGetValue(senses, out Noun[]? nouns))
        {
            _nouns[senses] = nouns = Array.FindAll(Nouns.All, noun => (noun.Senses & senses) != 0);
        }

        return nouns;
    }

    private Adjective[] AdjectivesOf(Noun noun)
    {
        if (!_adjectives.TryGetValue(noun, out Adjective[]? adjectives))
        {
            _adjectives[noun] = adjectives = Array.FindAll(
                Adjectives.All, adjective => adjective.IsAttributive && (adjective.Senses & noun.Senses) != 0 && !IsEcho(adjective, noun));
        }

        return adjectives;
    }

    /// <summary>The adjectives of origin and domain, which turn round in French; drawn more often with abstract nouns.</summary>
    private Adjective[] RelationalOf(Noun noun)
    {
        if (!_relational.TryGetValue(noun, out Adjective[]? adjectives))
        {
            _relational[noun] = adjectives = Array.FindAll(AdjectivesOf(noun), adjective => adjective.Rank >= AdjectiveRank.Origin);
        }

        return adjectives;
    }
}
