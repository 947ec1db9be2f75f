using Dragoman.Lab.Demo.Words;
using static Dragoman.Lab.Demo.Words.Sense;

namespace Dragoman.Lab.Demo.Lexicon;

/// <summary>The prepositions.</summary>
internal static class Prepositions
{
    public static Preposition To { get; } = new("to", "à", Site);

    public static Preposition In { get; } = new("in", "dans", Place);

    public static Preposition Near { get; } = new("near", "près de", Place);

    public static Preposition At { get; } = new("at", "à", Site);

    public static Preposition Behind { get; } = new("behind", "derrière", Building);

    /// <summary>Where something happens.</summary>
    public static Preposition[] Locative { get; } =
    [
        In,
        Near,
        At,
        Behind,
        new("in front of", "devant", Building),
    ];

    /// <summary>Where a thing lies.</summary>
    public static Preposition[] Supporting { get; } =
    [
        new("under", "sous", Surface),
        new("on", "sur", Surface),
    ];

    /// <summary>With, without or for whom.</summary>
    public static Preposition[] Company { get; } =
    [
        new("with", "avec", Human),
        new("without", "sans", Human),
        new("for", "pour", Human),
    ];

    /// <summary>Before, during or after an event.</summary>
    public static Preposition[] Temporal { get; } =
    [
        new("before", "avant", Event),
        new("after", "après", Event),
        new("during", "pendant", Event),
    ];
}
