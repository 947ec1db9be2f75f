using Dragoman.Numerics.Random;

namespace Dragoman.Numerics.Tests.Random;

public sealed class PhiloxTests
{
    /// <summary>Known answers published with the paper's library (Random123, philox4x32 with 10 rounds).</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Generate_PublishedCounter_GivesPublishedWords(
        uint c0, uint c1, uint c2, uint c3, uint key0, uint key1, uint x0, uint x1, uint x2, uint x3)
    {
        PhiloxBlock block = Philox.Generate(new PhiloxBlock(c0, c1, c2, c3), key0 | ((ulong)key1 << 32));

        Assert.Equal(new PhiloxBlock(x0, x1, x2, x3), block);
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(5ul)]
    [InlineData((1ul << 28) - 1)] // the low counter word ends inside the next tile
    [InlineData((1ul << 58) - 3)]
    public void Tile_AnyWidth_EqualsThePlainDefinition(ulong tile)
    {
        RandomKey key = new(42, 7, 3);
        RandomMask mask = new(key, 0.3f);
        uint bound = (uint)Math.Round(0.3f * 4294967296.0);
        PhiloxBlock derived = key.Derive();
        ulong expected = 0;
        for (int i = 0; i < 16; i++)
        {
            PhiloxBlock block = Philox.Generate(PhiloxBlock.From((tile * 16) + (ulong)i, derived.High), derived.Low);
            expected |= (block.X0 >= bound ? 1ul : 0) << i;
            expected |= (block.X1 >= bound ? 1ul : 0) << (16 + i);
            expected |= (block.X2 >= bound ? 1ul : 0) << (32 + i);
            expected |= (block.X3 >= bound ? 1ul : 0) << (48 + i);
        }

        Assert.Equal(expected, mask.Tile<PhiloxLanes64>(tile));
        Assert.Equal(expected, mask.Tile(tile));
        if (PhiloxLanes256.IsSupported)
        {
            Assert.Equal(expected, mask.Tile<PhiloxLanes256>(tile));
        }
    }

    [Fact]
    public void Derive_NeighbouringKeys_GiveDifferentBits()
    {
        HashSet<PhiloxBlock> seen = [];
        for (ulong seed = 0; seed < 4; seed++)
        {
            for (ulong update = 0; update < 16; update++)
            {
                for (uint site = 0; site < 16; site++)
                {
                    Assert.True(seen.Add(new RandomKey(seed, update, site).Derive()));
                }
            }
        }
    }
}
