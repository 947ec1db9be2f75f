using Dragoman.Decoding;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

public sealed class BeamTests
{
    [Fact]
    public void Best_NoTokenWithAProbability_SaysThatTheWeightsAreTooLarge()
    {
        Beam beam = new(new SearchOptions(Beam: 2), sourceLength: 3, sourceWords: 3);
        beam.Offer(new Candidate(Hypothesis: 0, Row: 0, Token: 4, double.NegativeInfinity, Order: 0));
        beam.Advance((_, _) => null);

        Assert.True(beam.IsDone);
        Assert.Contains("weights are too large", Assert.Throws<NotFiniteNumberException>(beam.Best).Message, StringComparison.Ordinal);
    }

    /// <summary>One token has ended with log P −0.5; another that goes on has −1 and, at the greatest length of 4, may still have as much.</summary>
    [Theory]
    [InlineData(LengthNormalization.Wu, 0f, true)] // −1 against −0.5.
    [InlineData(LengthNormalization.Wu, 1f, true)] // −1 / (9 / 6) against −0.5.
    [InlineData(LengthNormalization.Wu, 3f, false)] // −1 / (9 / 6)³ against −0.5.
    [InlineData(LengthNormalization.Length, 0.4f, true)] // −1 / 1.74 against −0.5.
    [InlineData(LengthNormalization.Length, 1f, false)] // −1 / 4 against −0.5.
    [InlineData(LengthNormalization.Reward, 0.1f, true)] // −1 + 0.4 against −0.5 + 0.1.
    [InlineData(LengthNormalization.Reward, 1f, false)] // −1 + 4 against −0.5 + 1.
    public void IsDone_OneHasEnded_WhenNoLengthCanMakeAnotherBetter(LengthNormalization normalization, float penalty, bool expected)
    {
        Beam beam = new(new SearchOptions(Beam: 2, MaximumLength: 4, LengthPenalty: penalty, LengthNormalization: normalization), sourceLength: 3, sourceWords: 3);
        beam.Offer(new Candidate(Hypothesis: 0, Row: 0, Vocabulary.EosId, -0.5, Order: 0));
        beam.Offer(new Candidate(Hypothesis: 0, Row: 0, Token: 4, -1, Order: 1));
        beam.Advance((_, _) => null);

        Assert.Equal(expected, beam.IsDone);
    }

    /// <summary>Two improbable hypotheses have ended, as many as the beam is wide; the probable one is still being written.</summary>
    [Theory]
    [InlineData(-0.1, false)]
    [InlineData(-7.0, true)]
    public void IsDone_AsManyHaveEndedAsTheBeamIsWide_UnlessOneThatGoesOnIsBetter(double running, bool expected)
    {
        Beam beam = new(new SearchOptions(Beam: 2, MaximumLength: 40, LengthPenalty: 1), sourceLength: 3, sourceWords: 3);
        beam.Offer(new Candidate(Hypothesis: 0, Row: 0, Token: 4, -0.05, Order: 0));
        beam.Offer(new Candidate(Hypothesis: 0, Row: 0, Vocabulary.EosId, -6, Order: 1));
        beam.Advance((_, _) => null);
        beam.Offer(new Candidate(Hypothesis: 0, Row: 0, Token: 4, running, Order: 0));
        beam.Offer(new Candidate(Hypothesis: 0, Row: 0, Vocabulary.EosId, -6.5, Order: 1));
        beam.Advance((_, _) => null);

        Assert.Equal(expected, beam.IsDone);
    }
}
