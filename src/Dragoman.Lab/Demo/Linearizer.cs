using Dragoman.Lab.Demo.English;
using Dragoman.Lab.Demo.French;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo;

/// <summary>Says one utterance in both languages: the grammar is a tree of meanings that each language puts into its own order.</summary>
internal sealed class Linearizer
{
    private readonly List<string> _words = new(32);

    /// <summary>Puts an utterance into English and French.</summary>
    public DemoPair Linearize(Utterance utterance) => new(InEnglish(utterance), InFrench(utterance));

    private string InEnglish(Utterance utterance)
    {
        _words.Clear();
        switch (utterance)
        {
            case Statement statement:
                AddOpening(statement.Opening?.English);
                EnglishClauses.Append(_words, statement.Clause);
                if (statement is { Conjunction: { } conjunction, Second: { } second })
                {
                    _words.Add(conjunction.English);
                    EnglishClauses.Append(_words, second);
                }

                break;
            case Conditional conditional:
                _words.Add("if");
                EnglishClauses.Append(_words, conditional.Condition);
                _words.Add(",");
                EnglishClauses.Append(_words, conditional.Consequence);
                break;
            case Question question:
                AddSplit(question.Interrogative?.English);
                EnglishClauses.Append(_words, question.Clause, isQuestion: true);
                break;
            case SubjectQuestion question:
                EnglishClauses.Append(_words, question.Clause);
                break;
            case Title title:
                EnglishNounPhrases.AppendSubject(_words, title.Phrase);
                break;
        }

        AddPunctuation(utterance);
        EnglishInflection.JoinArticles(_words);
        return string.Join(' ', _words);
    }

    private string InFrench(Utterance utterance)
    {
        _words.Clear();
        switch (utterance)
        {
            case Statement statement:
                AddOpening(statement.Opening?.French);
                FrenchClauses.Append(_words, statement.Clause);
                if (statement is { Conjunction: { } conjunction, Second: { } second })
                {
                    AddSplit(conjunction.French);
                    FrenchClauses.Append(_words, second);
                }

                break;
            case Conditional conditional:
                _words.Add("si");
                FrenchClauses.Append(_words, conditional.Condition);
                _words.Add(",");
                FrenchClauses.Append(_words, conditional.Consequence);
                break;
            case Question question:
                AddSplit(question.Interrogative?.French ?? "est-ce que");
                FrenchClauses.Append(_words, question.Clause);
                break;
            case SubjectQuestion question:
                FrenchClauses.Append(_words, question.Clause);
                break;
            case Title title:
                FrenchNounPhrases.Append(_words, title.Phrase);
                break;
        }

        AddPunctuation(utterance);
        Elision.Apply(_words);
        return string.Join(' ', _words);
    }

    private void AddOpening(string? opening)
    {
        if (opening is not null)
        {
            _words.Add(opening);
            _words.Add(",");
        }
    }

    /// <summary>Adds words one by one, so that the last can elide: <c>parce qu' il</c>.</summary>
    private void AddSplit(string? text)
    {
        if (text is not null)
        {
            _words.AddRange(text.Split(' '));
        }
    }

    private void AddPunctuation(Utterance utterance)
    {
        string? mark = utterance switch
        {
            Title => null,
            Question or SubjectQuestion => "?",
            _ => ".",
        };
        if (mark is not null)
        {
            _words.Add(mark);
        }
    }
}
