namespace Dragoman.Numerics.Kernels;

/// <summary>A value known when a kernel is compiled: the just-in-time compiler removes what it excludes.</summary>
internal interface IConstant<T>
{
    static abstract T Value { get; }
}

internal readonly struct Yes : IConstant<bool>
{
    public static bool Value => true;
}

internal readonly struct No : IConstant<bool>
{
    public static bool Value => false;
}

internal readonly struct One : IConstant<int>
{
    public static int Value => 1;
}

internal readonly struct Two : IConstant<int>
{
    public static int Value => 2;
}

internal readonly struct Three : IConstant<int>
{
    public static int Value => 3;
}

internal readonly struct Four : IConstant<int>
{
    public static int Value => 4;
}

internal readonly struct Five : IConstant<int>
{
    public static int Value => 5;
}

internal readonly struct Six : IConstant<int>
{
    public static int Value => 6;
}

internal readonly struct Seven : IConstant<int>
{
    public static int Value => 7;
}

internal readonly struct Eight : IConstant<int>
{
    public static int Value => 8;
}

internal readonly struct Nine : IConstant<int>
{
    public static int Value => 9;
}

internal readonly struct Ten : IConstant<int>
{
    public static int Value => 10;
}

internal readonly struct Eleven : IConstant<int>
{
    public static int Value => 11;
}

internal readonly struct Twelve : IConstant<int>
{
    public static int Value => 12;
}
