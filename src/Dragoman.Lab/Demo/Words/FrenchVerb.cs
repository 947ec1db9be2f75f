namespace Dragoman.Lab.Demo.Words;

/// <summary>The tenses of the French side.</summary>
internal enum FrenchTense
{
    Present,
    Imperfect,
    Future,

    /// <summary>The passé composé: an auxiliary in the present and a participle.</summary>
    CompoundPast,
}

/// <summary>A French verb, conjugated. "You" is the polite <c>vous</c>.</summary>
internal sealed class FrenchVerb
{
    private static readonly string[] ImperfectEndings = ["ais", "ait", "ions", "iez", "aient"];
    private static readonly string[] FutureEndings = ["ai", "a", "ons", "ez", "ont"];

    private readonly string[] _present; // je, il, nous, vous, ils
    private readonly string[] _imperfect;
    private readonly string[] _future;
    private readonly string _participle;

    private FrenchVerb(string infinitive, string[] present, string imperfectStem, string futureStem, string participle)
    {
        Infinitive = infinitive;
        _present = present;
        _imperfect = Array.ConvertAll(ImperfectEndings, ending => Join(imperfectStem, ending));
        _future = Array.ConvertAll(FutureEndings, ending => futureStem + ending);
        _participle = participle;
    }

    public string Infinitive { get; }

    /// <summary>Whether the compound past takes <c>être</c>, so that the participle agrees with the subject.</summary>
    public bool TakesEtre { get; private init; }

    /// <summary>A verb in -er; <paramref name="strong"/> is the stem before a mute e where it differs (<c>achèt</c>).</summary>
    public static FrenchVerb Er(string infinitive, string? strong = null, string? future = null, bool takesEtre = false)
    {
        string weak = infinitive[..^2];
        string stressed = strong ?? weak;
        string[] present = [stressed + "e", stressed + "e", Join(weak, "ons"), weak + "ez", stressed + "ent"];
        return new(infinitive, present, weak, future ?? stressed + "er", weak + "é") { TakesEtre = takesEtre };
    }

    /// <summary>A verb in -ir with -iss- (<c>choisir</c>).</summary>
    public static FrenchVerb Ir(string infinitive)
    {
        string stem = infinitive[..^1];
        return Irregular(infinitive, stem, $"{stem}s {stem}t {stem}ssons {stem}ssez {stem}ssent");
    }

    /// <summary>A regular verb in -re (<c>attendre</c>).</summary>
    public static FrenchVerb Re(string infinitive)
    {
        string stem = infinitive[..^2];
        return Irregular(infinitive, stem + "u", $"{stem}s {stem} {stem}ons {stem}ez {stem}ent");
    }

    /// <summary>Any other verb; <paramref name="present"/> lists the forms for je, il, nous, vous and ils.</summary>
    public static FrenchVerb Irregular(
        string infinitive, string participle, string present, string? future = null, string? imperfect = null, bool takesEtre = false)
    {
        string[] forms = present.Split(' ');
        string futureStem = future ?? (infinitive.EndsWith('e') ? infinitive[..^1] : infinitive);
        return new(infinitive, forms, imperfect ?? forms[2][..^3], futureStem, participle) { TakesEtre = takesEtre };
    }

    /// <summary>The finite form of a simple tense.</summary>
    public string Finite(FrenchTense tense, Agreement subject)
    {
        string[] forms = tense switch
        {
            FrenchTense.Present => _present,
            FrenchTense.Imperfect => _imperfect,
            FrenchTense.Future => _future,
            _ => throw new ArgumentOutOfRangeException(nameof(tense), tense, "A compound tense has no single finite form."),
        };
        return forms[Slot(subject)];
    }

    public string Participle(Agreement agreement)
    {
        string form = agreement.Gender == Gender.Feminine ? _participle + "e" : _participle;
        return agreement.Number == Number.Plural && !form.EndsWith('s') ? form + "s" : form;
    }

    private static int Slot(Agreement subject) => subject switch
    {
        { Person: Person.Second } => 3,
        { Person: Person.First, Number: Number.Singular } => 0,
        { Person: Person.First } => 2,
        { Number: Number.Singular } => 1,
        _ => 4,
    };

    /// <summary>Joins stem and ending, keeping a soft g or c soft before a and o: <c>mangeons</c>, <c>commençait</c>.</summary>
    private static string Join(string stem, string ending) => (stem[^1], ending[0]) switch
    {
        ('g', 'a' or 'o') => stem + "e" + ending,
        ('c', 'a' or 'o') => stem[..^1] + "ç" + ending,
        _ => stem + ending,
    };
}
