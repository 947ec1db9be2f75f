namespace Dragoman.Numerics.Kernels;

/// <summary>A number known when a kernel is compiled: the just-in-time compiler folds comparisons with it.</summary>
internal interface IGemmCount
{
    static abstract int Value { get; }
}

internal readonly struct Gemm1 : IGemmCount
{
    public static int Value => 1;
}

internal readonly struct Gemm2 : IGemmCount
{
    public static int Value => 2;
}

internal readonly struct Gemm3 : IGemmCount
{
    public static int Value => 3;
}

internal readonly struct Gemm4 : IGemmCount
{
    public static int Value => 4;
}

internal readonly struct Gemm5 : IGemmCount
{
    public static int Value => 5;
}

internal readonly struct Gemm6 : IGemmCount
{
    public static int Value => 6;
}

internal readonly struct Gemm7 : IGemmCount
{
    public static int Value => 7;
}

internal readonly struct Gemm8 : IGemmCount
{
    public static int Value => 8;
}

internal readonly struct Gemm9 : IGemmCount
{
    public static int Value => 9;
}

internal readonly struct Gemm10 : IGemmCount
{
    public static int Value => 10;
}

internal readonly struct Gemm11 : IGemmCount
{
    public static int Value => 11;
}

internal readonly struct Gemm12 : IGemmCount
{
    public static int Value => 12;
}
