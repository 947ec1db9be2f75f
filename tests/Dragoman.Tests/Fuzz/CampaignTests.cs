using Dragoman.Fuzz;

namespace Dragoman.Tests.Fuzz;

public sealed class CampaignTests
{
    [Fact]
    public void TryModels_SomeHundred_FindsNoFault()
    {
        using Campaign campaign = new(seed: 8);
        campaign.TryModels(400);
        Assert.Empty(campaign.Faults);
    }

    [Fact]
    public void TryCorpora_SomeDozens_FindsNoFault()
    {
        using Campaign campaign = new(seed: 8);
        campaign.TryCorpora(60);
        Assert.Empty(campaign.Faults);
    }

    [Fact]
    public void TryRequests_SomeHundred_FindsNoFault()
    {
        using Campaign campaign = new(seed: 8);
        campaign.TryRequests(300);
        Assert.Empty(campaign.Faults);
    }
}
