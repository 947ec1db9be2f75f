using Dragoman.Explanations;

namespace Dragoman.Neighbours;

/// <summary>A vector of an explained sentence, and its token.</summary>
/// <param name="State">[width] The vector.</param>
/// <param name="Token">The source token, or the token that the step writes.</param>
internal readonly record struct ExplainedState(float[] State, string Token)
{
    /// <summary>Picks a vector of an explanation.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="kind">Which vector.</param>
    /// <param name="position">Number of its token, from 0.</param>
    /// <exception cref="ModelRequestException">There is no such token, the explanation was made without vectors, or the model has no attention.</exception>
    internal static ExplainedState Of(Explanation explanation, StateKind kind, int position)
    {
        int count = kind == StateKind.Encoder ? explanation.Source.Tokens.Count : explanation.Steps.Count;
        if (position < 0 || position >= count)
        {
            string side = kind == StateKind.Encoder ? "source sentence" : "translation";
            throw new ModelRequestException($"There is no token {position}: the {side} has tokens 0 to {count - 1}, the end token counted.");
        }

        if (kind == StateKind.Context && explanation.Model.Attention is null)
        {
            throw new ModelRequestException("The model has no attention, so its decoder has no contexts. Look at its encoder or decoder states.");
        }

        float[]? state = kind switch
        {
            StateKind.Encoder => explanation.Source.States?[position],
            StateKind.Decoder => explanation.Steps[position].StateAfter?[^1],
            _ => explanation.Steps[position].Context,
        };
        return state is null
            ? throw new ModelRequestException("The explanation has no vectors. Ask for them when explaining.")
            : new ExplainedState(state, kind == StateKind.Encoder ? explanation.Source.Tokens[position].Text : explanation.Steps[position].Write);
    }
}
