using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Cli.Tests;

public sealed class ProcessorLevelTests
{
    private const int Intel = 0x756E6547;
    private const int Amd = 0x68747541;
    private const int Skylake = 0x0005_0654; // family 6, model 0x55
    private const int SapphireRapids = 0x0008_06F8; // family 6, model 0x8F
    private const int First = (1 << 12) | (1 << 22) | (1 << 27) | (1 << 28) | (1 << 29);
    private const int Avx2 = (1 << 3) | (1 << 5) | (1 << 8);
    private const int Avx512 = Avx2 | (1 << 16) | (1 << 17) | (1 << 28) | (1 << 30) | (1 << 31);
    private const int SavesNothingWide = 576;
    private const int SavesAvx = 832;
    private const int SavesAvx512 = 2688;

    [Theory]
    [InlineData(0xD, Amd, 0, First, Avx512, SavesAvx512, 4)]
    [InlineData(0xD, Intel, SapphireRapids, First, Avx512, SavesAvx512, 4)]
    [InlineData(0xD, Intel, Skylake, First, Avx512, SavesAvx512, 3)] // It lowers its clock.
    [InlineData(0xD, Amd, 0, First, Avx512, SavesAvx, 3)] // The system does not keep the registers.
    [InlineData(0xD, Amd, 0, First, Avx512 & ~(1 << 31), SavesAvx512, 3)]
    [InlineData(0xD, Amd, 0, First, Avx2, SavesAvx, 3)]
    [InlineData(0xD, Amd, 0, First, Avx2, SavesNothingWide, 2)]
    [InlineData(0xD, Amd, 0, First & ~(1 << 12), Avx2, SavesAvx, 2)]
    [InlineData(0xB, Intel, 0, First, Avx512, SavesAvx512, 2)] // Leaves that it does not have mean nothing.
    public void Of_Processor_IsWhatItCanRun(int last, int vendor, int signature, int first, int second, int saved, int expected) =>
        Assert.Equal(expected, ProcessorLevel.Of((leaf, component) => (leaf, component) switch
        {
            (0, _) => (last, vendor, 0, 0),
            (1, _) => (signature, 0, first, 0),
            (7, _) => (0, second, 0, 0),
            (0xD, 0) => (0, saved, 0, 0),
            (0xD, 2) => (256, 576, 0, 0),
            (0xD, 7) => (1024, 1664, 0, 0),
            _ => (0, 0, 1 << 5, 0),
        }));

    [Fact]
    public void Of_ThisProcessor_IsWhatTheRuntimeSees()
    {
        Assert.SkipUnless(X86Base.IsSupported, "There is no CPUID here.");

        int expected = Vector512.IsHardwareAccelerated ? 4 : Vector256.IsHardwareAccelerated ? 3 : 2;

        Assert.Equal(expected, ProcessorLevel.Of(X86Base.CpuId));
    }
}
