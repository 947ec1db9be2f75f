using Dragoman.Explanations;
using Dragoman.Numerics;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Neighbours;

/// <summary>States in the plane in which they differ most: their first two principal components.</summary>
/// <param name="Explained">[2] The share of the variance along each axis, 0 to 1.</param>
/// <param name="Points">[count] The places of the states.</param>
public sealed record StateProjection(IReadOnlyList<double> Explained, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Projects states; the same states give the same bits.</summary>
    /// <param name="states">[count][width] The states.</param>
    /// <exception cref="ArgumentException">The states are not equally wide, or one is null or holds a number that is not finite.</exception>
    public static StateProjection Of(IReadOnlyList<float[]> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        if (states.Any(state => state is null || Finite.IndexOfAnyExcept(state) >= 0))
        {
            throw new ArgumentException("A state is null, or holds a number that is not finite.", nameof(states));
        }

        PrincipalAxes axes = PrincipalAxes.Of(states);
        return new StateProjection(axes.Shares, [.. states.Select((_, i) => axes.Project(i))]);
    }
}

/// <summary>The ways that the decoder's and the encoder's states take through a sentence, each in a plane of its own.</summary>
/// <param name="Of">Which states <paramref name="Points"/> are.</param>
/// <param name="Explained">[2] The share of the variance of the decoder's states along each axis.</param>
/// <param name="Points">The decoder's states, of its top layer, after each step.</param>
/// <param name="EncoderExplained">[2] The same share for the encoder.</param>
/// <param name="Encoder">The encoder's states.</param>
public sealed record Trajectories(
    StateKind Of,
    IReadOnlyList<double> Explained,
    IReadOnlyList<StepPoint> Points,
    IReadOnlyList<double> EncoderExplained,
    IReadOnlyList<TokenPoint> Encoder)
{
    /// <summary>The trajectories of an explained sentence.</summary>
    /// <param name="explanation">The explanation, with its vectors.</param>
    /// <exception cref="ModelRequestException">The explanation was made without vectors.</exception>
    public static Trajectories Through(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        StateProjection decoder = StateProjection.Of([.. explanation.Steps.Select((_, step) => ExplainedState.Of(explanation, StateKind.Decoder, step).State)]);
        StateProjection encoder = StateProjection.Of([.. explanation.Source.Tokens.Select((_, token) => ExplainedState.Of(explanation, StateKind.Encoder, token).State)]);
        return new Trajectories(
            StateKind.Decoder,
            decoder.Explained,
            [.. decoder.Points.Select((point, i) => new StepPoint(i, explanation.Steps[i].Write, point.X, point.Y))],
            encoder.Explained,
            [.. encoder.Points.Select((point, i) => new TokenPoint(i, explanation.Source.Tokens[i].Text, point.X, point.Y))]);
    }
}

/// <summary>Where the decoder is after a step.</summary>
/// <param name="Step">Number of the token written, from 0.</param>
/// <param name="Token">The token.</param>
/// <param name="X">Along the first axis.</param>
/// <param name="Y">Along the second.</param>
public sealed record StepPoint(int Step, string Token, double X, double Y);

/// <summary>Where the encoder is at a token.</summary>
/// <param name="Position">Number of the token, from 0.</param>
/// <param name="Token">The token.</param>
/// <param name="X">Along the first axis.</param>
/// <param name="Y">Along the second.</param>
public sealed record TokenPoint(int Position, string Token, double X, double Y);
