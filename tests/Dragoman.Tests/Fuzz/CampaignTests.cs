using Dragoman.Fuzz;

namespace Dragoman.Tests.Fuzz;

public sealed class CampaignTests
{
    [Fact]
    public void TryModels_AHundred_FindsNoFault()
    {
        using Campaign campaign = new(seed: 8);
        campaign.TryModels(120);
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
    public void TryRequests_AHundred_FindsNoFault()
    {
        using Campaign campaign = new(seed: 8);
        campaign.TryRequests(100);
        Assert.Empty(campaign.Faults);
    }
}
