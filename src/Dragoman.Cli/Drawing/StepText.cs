using System.Globalization;
using Dragoman.Explanations;
using Dragoman.Visualization;

namespace Dragoman.Cli.Drawing;

/// <summary>Writes one step of an explained translation: its parts in the model's order, each with its equation and its numbers.</summary>
/// <param name="output">Where to write.</param>
/// <param name="explanation">The explanation, with vectors.</param>
internal sealed class StepText(TextWriter output, Explanation explanation)
{
    private const int Indent = 12;
    private const int VectorWidth = 40;
    private const int BarWidth = 20;
    private const int MostSourceTokens = 12;

    /// <summary>Writes a step.</summary>
    /// <param name="step">The step.</param>
    internal void Write(ExplainedStep step)
    {
        output.WriteLine($"Word {step.Step + 1} of {explanation.Steps.Count}: {TextCells.Printable(step.Write)}");
        for (int number = 1; number <= explanation.Order.Count; number++)
        {
            StepPart part = explanation.Order[number - 1];
            output.WriteLine();
            output.WriteLine($"{number} {part.ToString().ToLowerInvariant(),-Indent + 2}{EquationText.Of(explanation.Equations[part].Text)}");
            WritePart(part, step);
        }
    }

    private void WritePart(StepPart part, ExplainedStep step)
    {
        switch (part)
        {
            case StepPart.Read:
                Line("token", TextCells.Printable(step.Read));
                Vector("x", step.Embedding);
                break;
            case StepPart.State:
                WriteStates(step);
                break;
            case StepPart.Score:
                WriteSource(step, "e", step.Scores!, withBars: false);
                break;
            case StepPart.Weigh:
                WriteSource(step, "α", step.Weights!, withBars: true);
                break;
            case StepPart.Context:
                Vector("c", step.Context);
                break;
            case StepPart.Readout:
                Vector("r", step.Readout);
                break;
            default:
                WriteCandidates(step);
                break;
        }
    }

    private void WriteStates(ExplainedStep step)
    {
        int layers = step.StateAfter!.Count;
        for (int layer = 0; layer < layers; layer++)
        {
            string of = layers > 1 ? $" {layer + 1}" : "";
            Vector("before" + of, step.StateBefore![layer]);
            Vector("after" + of, step.StateAfter[layer]);
            Vector("memory" + of, step.MemoryAfter?[layer]);
        }

        Vector("fed", step.Fed);
        if (explanation.Model.Attention is null)
        {
            Vector("c", explanation.Source.Summary);
        }
    }

    /// <summary>A number for each source token; of many, those with the largest weights.</summary>
    private void WriteSource(ExplainedStep step, string name, float[] values, bool withBars)
    {
        IReadOnlyList<ExplainedToken> tokens = explanation.Source.Tokens;
        int[] shown =
            [.. Enumerable.Range(0, tokens.Count).OrderByDescending(j => step.Weights![j]).ThenBy(j => j).Take(MostSourceTokens).Order()];
        int width = shown.Max(j => TextCells.Width(WordOf(tokens[j])));
        foreach (int j in shown)
        {
            string bar = withBars ? "  " + Sparkline.Bar(values[j], BarWidth) : "";
            Line(name, $"{TextCells.PadRight(WordOf(tokens[j]), width)}  {Number(values[j]),8}{bar}".TrimEnd());
            name = "";
        }

        if (shown.Length < tokens.Count)
        {
            double rest = Enumerable.Range(0, tokens.Count).Except(shown).Sum(j => (double)step.Weights![j]);
            Line("", $"and {tokens.Count - shown.Length} more, whose weights together are {Number(rest)}");
        }

        if (withBars && step.Center is { } center)
        {
            Line("window", $"around source position {Number(center + 1)}, {explanation.Model.Attention!.WindowRadius} to either side");
        }
    }

    private void WriteCandidates(ExplainedStep step)
    {
        int width = step.Candidates.Max(candidate => TextCells.Width(TextCells.Printable(candidate.Token)));
        string name = "p";
        foreach (TokenCandidate candidate in step.Candidates)
        {
            string word = TextCells.PadRight(TextCells.Printable(candidate.Token), width);
            string mark = candidate.Token == step.Write ? "  ← written" : "";
            Line(name, $"{word}  {Number(candidate.Probability),8}  {TextCells.PadRight(Sparkline.Bar(candidate.Probability, BarWidth), BarWidth)}{mark}".TrimEnd());
            name = "";
        }

        if (step.Candidates.All(candidate => candidate.Token != step.Write))
        {
            Line("", $"{TextCells.Printable(step.Write)}  {Number(step.Probability)}  ← written");
        }
    }

    private void Vector(string name, float[]? vector)
    {
        if (vector is not null)
        {
            Line(name, Sparkline.Of(vector, VectorWidth));
        }
    }

    private void Line(string name, string text) => output.WriteLine($"{new string(' ', Indent)}{name,-10}{text}");

    private static string WordOf(ExplainedToken token) => TextCells.Printable(token.Text) + (token.IsKnown ? "" : "*");

    private static string Number(double value) => double.IsNegativeInfinity(value) ? "−∞" : value.ToString("0.0000", CultureInfo.InvariantCulture);
}
