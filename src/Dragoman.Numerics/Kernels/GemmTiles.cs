namespace Dragoman.Numerics.Kernels;

/// <summary>Rows cut into tiles whose heights differ by at most one.</summary>
internal readonly struct GemmTiles
{
    private readonly int _height;
    private readonly int _taller;

    /// <summary>Cuts <paramref name="rows"/> into as few tiles as possible.</summary>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="limit">Height of the tallest tile.</param>
    internal GemmTiles(int rows, int limit)
    {
        Count = (rows + limit - 1) / limit;
        (_height, _taller) = Math.DivRem(rows, Count);
    }

    /// <summary>Number of tiles.</summary>
    internal int Count { get; }

    /// <summary>Rows of tile <paramref name="index"/>.</summary>
    internal int Height(int index) => index < _taller ? _height + 1 : _height;
}
