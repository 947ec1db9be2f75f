using Dragoman.Lab.Demo.Words;
using static Dragoman.Lab.Demo.Words.EnglishVerb;
using static Dragoman.Lab.Demo.Words.Sense;

namespace Dragoman.Lab.Demo.Lexicon;

/// <summary>The verbs, by the arguments they take. No English past equals its present, which would hide the tense.</summary>
internal static class Verbs
{
    private const Sense Agent = Human | Institution;
    private const Sense Being = Human | Animal;
    private const Sense Visible = Being | Building | Item | Part | Writing;

    private static readonly Tense[] Activity =
        [Tense.Present, Tense.PresentProgressive, Tense.Past, Tense.PastProgressive, Tense.Future];

    private static readonly Tense[] Achievement = [Tense.Present, Tense.Past, Tense.Future];
    private static readonly Tense[] Attitude = [Tense.Present, Tense.Past];

    public static Verb Be { get; } = new(
        EnglishVerb.Be, FrenchVerb.Irregular("être", "été", "suis est sommes êtes sont", future: "ser", imperfect: "ét"))
    { IsStative = true, Tenses = Achievement };

    public static Verb Have { get; } = new(
        Irregular("have", "had", "had", third: "has"), FrenchVerb.Irregular("avoir", "eu", "ai a avons avez ont", future: "aur"))
    { IsStative = true, Objects = Item | Animal | Building | Writing | Food | Drink | Money | Kin, Tenses = Achievement };

    /// <summary>Verbs with an object; some take a preposition in one language only.</summary>
    public static Verb[] Transitive { get; } =
    [
        Have,
        new(Irregular("see", "saw", "seen"), FrenchVerb.Irregular("voir", "vu", "vois voit voyons voyez voient", future: "verr"))
        { Subjects = Being, Objects = Visible, Tenses = Achievement },
        new(Regular("look"), FrenchVerb.Er("regarder"))
        { Particle = "at", Subjects = Being, Objects = Visible, Tenses = Activity },
        new(Regular("look"), FrenchVerb.Er("chercher"))
        { Particle = "for", Objects = Human | Animal | Item | Writing | Money | Site, Tenses = Activity },
        new(Regular("wait"), FrenchVerb.Re("attendre"))
        { Particle = "for", Objects = Human, Tenses = Activity },
        new(Regular("listen"), FrenchVerb.Er("écouter"))
        { Particle = "to", Objects = Human | Song, Tenses = Activity, AllowsManner = true },
        new(Regular("answer"), FrenchVerb.Re("répondre"))
        { Government = Prepositions.To, Objects = Human, Tenses = Achievement, AllowsManner = true },
        new(Irregular("speak", "spoke", "spoken"), FrenchVerb.Er("parler"))
        { Particle = "to", Government = Prepositions.To, Objects = Human, Tenses = Activity, AllowsManner = true },
        new(Irregular("buy", "bought", "bought"), FrenchVerb.Er("acheter", strong: "achèt"))
        { Subjects = Agent, Objects = Item | Building | Food | Drink | Writing, Tenses = Activity, AllowsPassive = true },
        new(Irregular("eat", "ate", "eaten"), FrenchVerb.Er("manger"))
        { Subjects = Being, Objects = Food, Tenses = Activity, AllowsManner = true },
        new(Irregular("drink", "drank", "drunk"), FrenchVerb.Irregular("boire", "bu", "bois boit buvons buvez boivent"))
        { Subjects = Being, Objects = Drink, Tenses = Activity, AllowsManner = true },
        new(
            Irregular("write", "wrote", "written"),
            FrenchVerb.Irregular("écrire", "écrit", "écris écrit écrivons écrivez écrivent"))
        { Objects = Writing, Tenses = Activity, AllowsManner = true, AllowsPassive = true },
        new(Regular("open"), FrenchVerb.Irregular("ouvrir", "ouvert", "ouvre ouvre ouvrons ouvrez ouvrent"))
        { Objects = Openable, Tenses = Achievement, AllowsManner = true, AllowsPassive = true },
        new(
            Irregular("build", "built", "built"),
            FrenchVerb.Irregular("construire", "construit", "construis construit construisons construisez construisent"))
        { Subjects = Agent, Objects = Building, Tenses = Activity, AllowsManner = true, AllowsPassive = true },
        new(Irregular("choose", "chose", "chosen"), FrenchVerb.Ir("choisir"))
        { Subjects = Agent, Objects = Role | Item | Abstract, Tenses = Achievement, AllowsPassive = true },
        new(Regular("study"), FrenchVerb.Er("étudier"))
        { Subjects = Agent, Objects = Abstract | Writing, Tenses = Activity, AllowsPassive = true },
        new(Regular("accept"), FrenchVerb.Er("accepter"))
        { Subjects = Agent, Objects = Abstract, Tenses = Achievement, AllowsPassive = true },
        new(Regular("love"), FrenchVerb.Er("aimer"))
        { IsStative = true, Objects = Kin | Animal | Region | Writing | Food | Drink, Tenses = Achievement },
        new(
            Irregular("know", "knew", "known"),
            FrenchVerb.Irregular("connaître", "connu", "connais connaît connaissons connaissez connaissent"))
        { IsStative = true, Objects = Human | Region | Writing, Tenses = Attitude },
    ];

    /// <summary>Verbs of giving, with a thing and a recipient.</summary>
    public static Verb[] Ditransitive { get; } =
    [
        new(Irregular("give", "gave", "given"), FrenchVerb.Er("donner"))
        { Objects = Item | Animal | Writing | Food | Money, Tenses = Activity },
        new(Regular("show"), FrenchVerb.Er("montrer"))
        { Objects = Item | Animal | Building | Writing, Tenses = Activity },
        new(Irregular("sell", "sold", "sold"), FrenchVerb.Re("vendre"))
        { Objects = Item | Animal | Food, Tenses = Activity },
        new(Irregular("send", "sent", "sent"), FrenchVerb.Er("envoyer", strong: "envoi", future: "enverr"))
        { Objects = Item | Writing | Money, Tenses = Activity },
    ];

    /// <summary>Verbs without an object.</summary>
    public static Verb[] Intransitive { get; } =
    [
        new(Regular("work"), FrenchVerb.Er("travailler")) { Tenses = Activity, AllowsManner = true, AllowsCompany = true },
        new(
            Irregular("sleep", "slept", "slept"),
            FrenchVerb.Irregular("dormir", "dormi", "dors dort dormons dormez dorment"))
        { Subjects = Being, Tenses = Activity, AllowsManner = true },
        new(Irregular("sing", "sang", "sung"), FrenchVerb.Er("chanter"))
        { Tenses = Activity, AllowsManner = true, AllowsCompany = true },
    ];

    /// <summary>The verb that is complete only with a place.</summary>
    public static Verb Live { get; } = new(Regular("live"), FrenchVerb.Er("habiter")) { IsStative = true, Tenses = Attitude };

    /// <summary>Verbs of motion, which take <c>être</c>.</summary>
    public static Verb[] Motion { get; } =
    [
        new(Regular("arrive"), FrenchVerb.Er("arriver", takesEtre: true))
        { Subjects = Being, Tenses = Activity, AllowsCompany = true },
        new(
            Irregular("leave", "left", "left"),
            FrenchVerb.Irregular("partir", "parti", "pars part partons partez partent", takesEtre: true))
        { Subjects = Being, Tenses = Achievement, AllowsCompany = true },
    ];

    /// <summary>Verbs of motion that take a destination.</summary>
    public static Verb[] Directed { get; } =
    [
        new(
            Irregular("go", "went", "gone"),
            FrenchVerb.Irregular("aller", "allé", "vais va allons allez vont", future: "ir", takesEtre: true))
        { Tenses = Activity },
        new(
            Irregular("come", "came", "come"),
            FrenchVerb.Irregular("venir", "venu", "viens vient venons venez viennent", future: "viendr", takesEtre: true))
        { Tenses = Activity },
    ];

    /// <summary>Verbs that take a clause with <c>that</c>.</summary>
    public static Verb[] Reporting { get; } =
    [
        new(
            Irregular("say", "said", "said"),
            FrenchVerb.Irregular("dire", "dit", "dis dit disons dites disent"))
        { Tenses = Attitude },
        new(Irregular("think", "thought", "thought"), FrenchVerb.Er("penser")) { IsStative = true, Tenses = Attitude },
        new(
            Irregular("know", "knew", "known"),
            FrenchVerb.Irregular("savoir", "su", "sais sait savons savez savent", future: "saur"))
        { IsStative = true, Tenses = Attitude },
    ];

    /// <summary>Verbs that take an infinitive.</summary>
    public static Verb[] Governing { get; } =
    [
        new(Modal("can", "could"), FrenchVerb.Irregular("pouvoir", "pu", "peux peut pouvons pouvez peuvent", future: "pourr"))
        { IsStative = true, Tenses = Attitude },
        new(Modal("must", ""), FrenchVerb.Irregular("devoir", "dû", "dois doit devons devez doivent", future: "devr"))
        { IsStative = true, Tenses = [Tense.Present] },
        new(Regular("want"), FrenchVerb.Irregular("vouloir", "voulu", "veux veut voulons voulez veulent", future: "voudr"))
        { IsStative = true, Tenses = Attitude },
        new(Regular("try"), FrenchVerb.Er("essayer", strong: "essai")) { InfinitiveMarker = "de", Tenses = Achievement },
        new(
            Irregular("begin", "began", "begun", gerund: "beginning"),
            FrenchVerb.Er("commencer"))
        { InfinitiveMarker = "à", Tenses = Achievement },
    ];

    /// <summary>The first verb with an English infinitive and, where two share it, a French one.</summary>
    public static Verb Get(string english, string? french = null) =>
        Array.Find(
            [Be, Live, .. Transitive, .. Ditransitive, .. Intransitive, .. Motion, .. Directed, .. Reporting, .. Governing],
            verb => verb.English.Infinitive == english && (french is null || verb.French.Infinitive == french))
        ?? throw new ArgumentException($"\"{english}\" is no verb of the demo lexicon.", nameof(english));
}
