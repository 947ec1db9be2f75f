namespace Dragoman.Numerics.Autodiff;

/// <summary>Objects that are handed out one after the other and taken back all at once.</summary>
internal abstract class ObjectPool
{
    internal abstract void TakeBackAll();
}

/// <summary>A pool of one kind of object.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
internal sealed class ObjectPool<T> : ObjectPool
    where T : class, new()
{
    private readonly List<T> _objects = [];

    /// <summary>Number of objects handed out.</summary>
    internal int Used { get; set; }

    /// <summary>An object that is never handed out for keeping.</summary>
    internal T Spare { get; } = new();

    internal T Take()
    {
        if (Used == _objects.Count)
        {
            _objects.Add(new T());
        }

        return _objects[Used++];
    }

    internal override void TakeBackAll() => Used = 0;
}
