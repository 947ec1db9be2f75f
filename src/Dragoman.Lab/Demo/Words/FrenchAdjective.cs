namespace Dragoman.Lab.Demo.Words;

/// <summary>The forms of a French adjective.</summary>
internal sealed class FrenchAdjective(string masculine, string? feminine = null, string? prevocalic = null)
{
    private readonly string _feminine = feminine ?? FrenchInflection.Feminine(masculine);
    private readonly string _masculinePlural = FrenchInflection.Plural(masculine);
    private readonly string _femininePlural = FrenchInflection.Plural(feminine ?? FrenchInflection.Feminine(masculine));

    /// <summary>The form that agrees, apart from its noun: <c>il est beau</c>.</summary>
    public string Form(Gender gender, Number number) => (gender, number) switch
    {
        (Gender.Masculine, Number.Singular) => masculine,
        (Gender.Feminine, Number.Singular) => _feminine,
        (Gender.Masculine, _) => _masculinePlural,
        _ => _femininePlural,
    };

    /// <summary>The form that agrees, before the word <paramref name="next"/>: <c>un bel homme</c>.</summary>
    public string FormBefore(string next, Gender gender, Number number) =>
        prevocalic is not null && gender == Gender.Masculine && number == Number.Singular && Elision.StartsWithVowelSound(next)
            ? prevocalic
            : Form(gender, number);
}
