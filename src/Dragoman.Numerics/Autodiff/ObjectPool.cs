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
    private int _used;

    internal T Take()
    {
        if (_used == _objects.Count)
        {
            _objects.Add(new T());
        }

        return _objects[_used++];
    }

    internal override void TakeBackAll() => _used = 0;
}
