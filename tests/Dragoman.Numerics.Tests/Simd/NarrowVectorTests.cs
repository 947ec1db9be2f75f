using Dragoman.Numerics.Tests.Kernels;
using Dragoman.Numerics.Tests.Kernels.Quantized;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Simd;

/// <summary>
/// Runs the tests of kernels again on narrower vectors and on none. The classes chosen use every member of the lanes;
/// other kernels are written in the same lanes once for all widths.
/// </summary>
public sealed class NarrowVectorTests
{
    public static TheoryData<Type, string> Reruns() => new MatrixTheoryData<Type, string>(
        [typeof(VectorMathTests), typeof(AdditiveScoreTests), typeof(SoftmaxCrossEntropyTests), typeof(RowProductsTests), typeof(QuantizedProductTests)],
        InstructionSets.Restrictions.Select(restriction => restriction.Variable));

    [Theory]
    [MemberData(nameof(Reruns), DisableDiscoveryEnumeration = true)]
    public void KernelTests_InstructionsAreOff_Pass(Type testClass, string variable)
    {
        (int exitCode, string output) = InstructionSets.Rerun(testClass, variable);

        Assert.True(exitCode == 0, output);
    }
}
