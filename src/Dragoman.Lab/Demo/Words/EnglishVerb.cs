namespace Dragoman.Lab.Demo.Words;

/// <summary>The forms of an English verb.</summary>
internal sealed class EnglishVerb
{
    private readonly string[] _present; // I, you, he, plural
    private readonly string[] _past;

    private EnglishVerb(string infinitive, string[] present, string[] past, string participle, string gerund)
    {
        (Infinitive, _present, _past, Participle, Gerund) = (infinitive, present, past, participle, gerund);
    }

    public static EnglishVerb Be { get; } =
        new("be", ["am", "are", "is", "are"], ["was", "were", "was", "were"], "been", "being") { IsAuxiliary = true };

    public string Infinitive { get; }

    public string Participle { get; }

    public string Gerund { get; }

    /// <summary>Whether <c>not</c> and questions do without <c>do</c>.</summary>
    public bool IsAuxiliary { get; private init; }

    /// <summary>Whether the infinitive that follows has no <c>to</c>.</summary>
    public bool IsModal { get; private init; }

    public static EnglishVerb Regular(string infinitive)
    {
        string past = EnglishInflection.Past(infinitive);
        return Irregular(infinitive, past, past);
    }

    public static EnglishVerb Irregular(string infinitive, string past, string participle, string? third = null, string? gerund = null)
    {
        third ??= EnglishInflection.WithS(infinitive);
        return new(
            infinitive,
            [infinitive, infinitive, third, infinitive],
            [past, past, past, past],
            participle,
            gerund ?? EnglishInflection.Gerund(infinitive));
    }

    public static EnglishVerb Modal(string present, string past) =>
        new(present, [present, present, present, present], [past, past, past, past], "", "") { IsAuxiliary = true, IsModal = true };

    public string Present(Agreement subject) => _present[Slot(subject)];

    public string Past(Agreement subject) => _past[Slot(subject)];

    private static int Slot(Agreement subject) => subject switch
    {
        { Person: Person.Second } => 1,
        { Number: Number.Plural } => 3,
        { Person: Person.First } => 0,
        _ => 2,
    };
}
