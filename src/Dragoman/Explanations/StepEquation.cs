using Dragoman.Attention;
using Dragoman.Layers;
using Dragoman.Models;

namespace Dragoman.Explanations;

/// <summary>What a part of a step computes.</summary>
/// <param name="Text">The equation as plain text, with <c>_</c> before an index.</param>
/// <param name="Mathml">The same as a MathML element.</param>
public sealed record StepEquation(string Text, string Mathml);

/// <summary>The equations of a model's step, in the letters of the papers: y tokens, x embeddings, h encoder states, s decoder states.</summary>
internal static class StepEquations
{
    /// <summary>One equation for each part.</summary>
    /// <param name="options">Shape of the model.</param>
    internal static IReadOnlyDictionary<StepPart, StepEquation> Of(ModelOptions options) => StepOrder.Of(options).ToDictionary(
        part => part,
        part =>
        {
            string text = Text(part, options);
            return new StepEquation(text, MathMl.Of(text));
        });

    private static string Text(StepPart part, ModelOptions options) => part switch
    {
        StepPart.Read when options.Attention.IsBetweenCells => $"x_t = E y_{{t−1}}, s′_t = {Cell(options.Cell)}_1(s_{{t−1}}, x_t)",
        StepPart.Read => "x_t = E y_{t−1}",
        StepPart.State when options.Attention.IsBetweenCells => $"s_t = {Cell(options.Cell)}_2(s′_t, c_t)",
        StepPart.State => $"s_t = {Cell(options.Cell)}(s_{{t−1}}, {Input(options)})",
        StepPart.Score => Score(options.Attention, Query(options)),
        StepPart.Weigh => Weights(options.Attention),
        StepPart.Context => "c_t = Σ_j α_{tj} h_j",
        StepPart.Readout => Readout(options),
        _ => "p(y_t) = softmax(W_o r_t + b_o)",
    };

    private static string Query(ModelOptions options) => options.Attention.Placement switch
    {
        AttentionPlacement.BeforeCell => "s_{t−1}",
        AttentionPlacement.BetweenCells => "s′_t",
        _ => "s_t",
    };

    private static string Cell(CellKind cell) => cell == CellKind.Lstm ? "LSTM" : "GRU";

    private static string Input(ModelOptions options) => options switch
    {
        { Attention.IsBeforeCell: true } => "[c_t; x_t]",
        { Attention.Feeds: true } => "[r_{t−1}; x_t]",
        { Attends: false, Context: ContextUse.EveryStep } => "[c; x_t]",
        _ => "x_t",
    };

    private static string Score(AttentionOptions attention, string query) => attention.Score switch
    {
        AttentionScore.Additive when attention.Coverage => $"e_{{tj}} = v^⊤ tanh(W_q {query} + W_k h_j + w Σ_{{i=1}}^{{t−1}} α_{{ij}})",
        AttentionScore.Additive => $"e_{{tj}} = v^⊤ tanh(W_q {query} + W_k h_j)",
        AttentionScore.Concat => $"e_{{tj}} = v^⊤ tanh(W [{query}; h_j])",
        AttentionScore.General => $"e_{{tj}} = {query}^⊤ W h_j",
        AttentionScore.Dot => $"e_{{tj}} = {query}^⊤ h_j",
        AttentionScore.ScaledDot => $"e_{{tj}} = {query}^⊤ h_j / √d",
        AttentionScore.Location => $"e_{{tj}} = (W {query})_j",
        _ => $"e_{{tj}} = a({query}, h_j)",
    };

    private static string Weights(AttentionOptions attention) => attention switch
    {
        { Score: AttentionScore.Custom } or { Window: WindowKind.Global } => "α_{tj} = exp(e_{tj}) / Σ_k exp(e_{tk})",
        { Window: WindowKind.Monotonic } => "α_{tj} = exp(e_{tj}) / Σ_{|k−t|≤D} exp(e_{tk})",
        _ => "α_{tj} = softmax(e_t)_j exp(−(j − p_t)^2 / 2σ^2)",
    };

    private static string Readout(ModelOptions options) => (options.Attends, options.Readout) switch
    {
        (false, _) or (_, ReadoutKind.State) => "r_t = s_t",
        (_, ReadoutKind.Attentional) => "r_t = tanh(W_c [c_t; s_t])",
        (_, ReadoutKind.Joined) => "r_t = [s_t; c_t]",
        (_, ReadoutKind.Maxout) => "r_t = maxout(U s_t + V x_t + C c_t)",
        _ => "r_t = maxout(U s_{t−1} + V x_t + C c_t)",
    };
}
