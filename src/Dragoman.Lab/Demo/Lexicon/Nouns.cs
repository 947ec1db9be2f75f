using Dragoman.Lab.Demo.Words;
using static Dragoman.Lab.Demo.Words.Sense;

namespace Dragoman.Lab.Demo.Lexicon;

/// <summary>The nouns, masculine (M) and feminine (F) in French.</summary>
internal static class Nouns
{
    /// <summary>Every noun, by meaning.</summary>
    public static Noun[] All { get; } =
    [
        M("man", "homme", Human, plural: "men"),
        F("woman", "femme", Human, plural: "women"),
        M("child", "enfant", Human | Kin, plural: "children"),
        M("boy", "garçon", Human),
        F("girl", "fille", Human),
        M("friend", "ami", Human | Kin),
        M("neighbour", "voisin", Human | Kin),
        M("brother", "frère", Human | Kin),
        F("sister", "sœur", Human | Kin),
        F("mother", "mère", Human | Kin),
        M("hero", "héros", Human),
        M("teacher", "professeur", Human | Role),
        M("doctor", "médecin", Human | Role),
        M("student", "étudiant", Human | Role),
        M("worker", "ouvrier", Human | Role),
        M("king", "roi", Human | Role),
        F("queen", "reine", Human | Role),
        M("president", "président", Human | Role),
        M("minister", "ministre", Human | Role),

        M("dog", "chien", Animal),
        M("cat", "chat", Animal),
        M("horse", "cheval", Animal),
        M("bird", "oiseau", Animal),

        F("house", "maison", Building | Place),
        F("school", "école", Building | Place | Site),
        M("hotel", "hôtel", Building | Place | Site),
        F("church", "église", Building | Place | Site),
        M("castle", "château", Building | Place | Site),
        M("hospital", "hôpital", Building | Place | Site),
        M("museum", "musée", Building | Place | Site),
        F("station", "gare", Building | Place | Site),
        M("market", "marché", Place | Site),
        M("garden", "jardin", Place),
        F("forest", "forêt", Place),
        F("city", "ville", Place | Region),
        M("village", "village", Place | Region),
        M("country", "pays", Place | Region),

        F("door", "porte", Part | Openable),
        F("window", "fenêtre", Part | Openable),
        M("wall", "mur", Part),
        F("room", "chambre", Part | Place),
        F("car", "voiture", Item),
        F("table", "table", Item | Surface),
        F("chair", "chaise", Item | Surface),
        M("bed", "lit", Item | Surface),
        M("bag", "sac", Item | Openable),
        F("flower", "fleur", Item),
        M("tree", "arbre", Item),
        F("picture", "image", Item),
        F("key", "clé", Item),

        M("book", "livre", Writing | Openable),
        F("letter", "lettre", Writing | Openable),
        F("story", "histoire", Writing),
        M("newspaper", "journal", Writing),
        M("article", "article", Writing),
        F("song", "chanson", Writing | Song),

        M("bread", "pain", Food | Mass),
        M("cheese", "fromage", Food | Mass),
        F("meat", "viande", Food | Mass),
        F("apple", "pomme", Food),
        M("egg", "œuf", Food),
        M("cake", "gâteau", Food),
        F("water", "eau", Drink | Mass),
        M("wine", "vin", Drink | Mass),
        M("coffee", "café", Drink | Mass),
        M("milk", "lait", Drink | Mass),
        M("money", "argent", Money | Mass),

        M("parliament", "parlement", Institution),
        M("government", "gouvernement", Institution),
        F("commission", "commission", Institution),
        M("council", "conseil", Institution),
        F("company", "entreprise", Institution),
        F("union", "union", Institution),
        F("bank", "banque", Institution),

        F("area", "zone", Abstract | Place),
        F("policy", "politique", Abstract),
        F("law", "loi", Abstract),
        F("reform", "réforme", Abstract),
        M("project", "projet", Abstract),
        M("problem", "problème", Abstract),
        M("agreement", "accord", Abstract),
        F("idea", "idée", Abstract),
        M("report", "rapport", Abstract),
        F("proposal", "proposition", Abstract),
        F("crisis", "crise", Abstract | Event, plural: "crises"),
        M("debate", "débat", Abstract | Event),
        F("meeting", "réunion", Event),
        F("war", "guerre", Event),
    ];

    /// <summary>The noun with an English singular.</summary>
    public static Noun Get(string english) => Array.Find(All, noun => noun.Lemma == english)
        ?? throw new ArgumentException($"\"{english}\" is no noun of the demo lexicon.", nameof(english));

    private static Noun M(string english, string french, Sense senses, string? plural = null) =>
        new(english, plural ?? EnglishInflection.WithS(english), french, Gender.Masculine, senses);

    private static Noun F(string english, string french, Sense senses, string? plural = null) =>
        new(english, plural ?? EnglishInflection.WithS(english), french, Gender.Feminine, senses);
}
