using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.Syntax;

/// <summary>A whole line of the corpus.</summary>
internal abstract record Utterance;

/// <summary>A statement, perhaps opened by a time (<c>yesterday , …</c>) or continued by a second clause.</summary>
internal sealed record Statement(Clause Clause) : Utterance
{
    public Adverbial? Opening { get; init; }

    public Conjunction? Conjunction { get; init; }

    public Clause? Second { get; init; }
}

/// <summary><c>if it is old , she will sell it .</c></summary>
internal sealed record Conditional(Clause Condition, Clause Consequence) : Utterance;

/// <summary>A question: <c>do you see it ?</c>, or with a question word <c>where do you work ?</c></summary>
internal sealed record Question(Clause Clause, Interrogative? Interrogative = null) : Utterance;

/// <summary>A question about the subject, in the order of a statement: <c>who sings ?</c></summary>
internal sealed record SubjectQuestion(Clause Clause) : Utterance;

/// <summary>A noun phrase on its own, such as a title.</summary>
internal sealed record Title(CommonNounPhrase Phrase) : Utterance;
