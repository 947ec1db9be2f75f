using Dragoman.Decoding;

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
}
