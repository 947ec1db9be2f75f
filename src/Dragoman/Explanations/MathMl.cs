using System.Globalization;
using System.Text;

namespace Dragoman.Explanations;

/// <summary>Writes an equation in MathML: letters and names, operators, and one index (<c>_</c>) or power (<c>^</c>) after a letter.</summary>
internal static class MathMl
{
    /// <summary>The <c>math</c> element of an equation.</summary>
    /// <param name="equation">The equation, such as <c>c_t = Σ_j α_{tj} h_j</c>.</param>
    internal static string Of(string equation)
    {
        StringBuilder row = new("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow>");
        int at = 0;
        while (at < equation.Length)
        {
            if (equation[at] == ' ')
            {
                at++;
                continue;
            }

            string atom = Atom(equation, ref at);
            while (at < equation.Length && equation[at] is '_' or '^')
            {
                string element = equation[at] == '_' ? "msub" : "msup";
                at++;
                atom = $"<{element}>{atom}{Group(equation, ref at)}</{element}>";
            }

            row.Append(atom);
        }

        return row.Append("</mrow></math>").ToString();
    }

    private static string Group(string equation, ref int at)
    {
        if (equation[at] != '{')
        {
            return Atom(equation, ref at);
        }

        StringBuilder row = new("<mrow>");
        for (at++; equation[at] != '}';)
        {
            row.Append(Letter(equation[at++]));
        }

        at++;
        return row.Append("</mrow>").ToString();
    }

    /// <summary>A name of several letters, such as a function's, or a single character.</summary>
    private static string Atom(string equation, ref int at)
    {
        int end = at;
        while (end < equation.Length && char.IsAsciiLetter(equation[end]))
        {
            end++;
        }

        if (end - at < 2)
        {
            return Letter(equation[at++]);
        }

        string name = equation[at..end];
        at = end;
        return $"<mi>{name}</mi>";
    }

    private static string Letter(char letter) =>
        letter == '⊤' ? "<mo>⊤</mo>"
        : char.IsLetter(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.MathSymbol && letter != 'Σ' ? $"<mi>{letter}</mi>"
        : letter is '(' or ')' or '[' or ']' ? $"<mo stretchy=\"false\">{letter}</mo>" // One that has an index would not grow with its partner.
        : char.IsAsciiDigit(letter) ? $"<mn>{letter}</mn>"
        : $"<mo>{letter}</mo>";
}
