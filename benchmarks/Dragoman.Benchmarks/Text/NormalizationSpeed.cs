using System.Diagnostics;
using Dragoman.Text;

namespace Dragoman.Benchmarks.Text;

/// <summary>How many characters a second are cleaned and cut: the best of many short runs, so that other programs disturb it little.</summary>
internal static class NormalizationSpeed
{
    private const int Runs = 2000;
    private const int Lines = 100;

    // The first article of the Universal Declaration of Human Rights, letters and marks apart.
    private const string French = "Tous les e\u0302tres humains naissent libres et e\u0301gaux en dignite\u0301 et en droits. Ils sont doue\u0301s de raison et de conscience.";
    private const string Vietnamese = "Ta\u0302\u0301t ca\u0309 mo\u0323i ngu\u031Bo\u031B\u0300i sinh ra \u0111e\u0302\u0300u \u0111u\u031Bo\u031B\u0323c tu\u031B\u0323 do va\u0300 bi\u0300nh \u0111a\u0306\u0309ng ve\u0302\u0300 nha\u0302n pha\u0302\u0309m va\u0300 quye\u0302\u0300n lo\u031B\u0323i.";
    private const string Korean = "\u1106\u1169\u1103\u1173\u11AB \u110B\u1175\u11AB\u1100\u1161\u11AB\u110B\u1173\u11AB \u1110\u1162\u110B\u1165\u1102\u1161\u11AF \u1104\u1162\u1107\u116E\u1110\u1165 \u110C\u1161\u110B\u1172\u1105\u1169\u110B\u116E\u1106\u1167 \u1100\u1173 \u110C\u1169\u11AB\u110B\u1165\u11B7\u1100\u116A \u1100\u116F\u11AB\u1105\u1175\u110B\u1166 \u110B\u1175\u11BB\u110B\u1165 \u1103\u1169\u11BC\u1103\u1173\u11BC\u1112\u1161\u1103\u1161.";

    public static void Run()
    {
        TextNormalizer composer = new(new TextOptions(NormalizeSpaces: false));
        TextNormalizer recipe = new(TextOptions.D2l);
        WordTokenizer words = new();
        Measure("form C, French, decomposed", French, text => composer.Normalize(text).Length);
        Measure("form C, Vietnamese, decomposed", Vietnamese, text => composer.Normalize(text).Length);
        Measure("form C, Korean, decomposed", Korean, text => composer.Normalize(text).Length);
        string composed = composer.Normalize(French);
        Measure("form C, French, composed", composed, text => composer.Normalize(text).Length);
        Measure("recipe of d2l, French", composed, text => recipe.Normalize(text).Length);
        Measure("words, French", composed, text => words.Tokenize(text).Count);
    }

    private static void Measure(string name, string text, Func<string, int> work)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int line = 0; line < Lines; line++)
            {
                work(text);
            }

            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        Console.WriteLine($"{name,-32} {Lines * text.Length / best.TotalMicroseconds,8:F0} million characters a second");
    }
}
