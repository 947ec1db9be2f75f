namespace Dragoman.Lab.Demo;

/// <summary>A sentence of the demo corpus in both languages: lower case, tokens separated by single spaces.</summary>
/// <param name="English">The English sentence, the source: <c>she does not give them to us .</c></param>
/// <param name="French">The French sentence, the target: <c>elle ne nous les donne pas .</c></param>
public sealed record DemoPair(string English, string French);
