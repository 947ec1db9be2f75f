namespace Dragoman.Decoding;

/// <summary>Workspaces that wait for the next call: few, none much larger than calls usually need, and none once it is disposed.</summary>
/// <param name="capacity">Most workspaces kept.</param>
internal sealed class WorkspacePool(int capacity) : IDisposable
{
    private const long AlwaysKeptBytes = 64L << 20;
    private const long NeverKeptBytes = 512L << 20;
    private const int UsualFactor = 4;

    private readonly Lock _lock = new();
    private readonly Stack<DecodingWorkspace> _free = new();
    private long _usualBytes; // what a call needs, averaged over the last few
    private bool _isDisposed;

    /// <summary>Bytes that the waiting workspaces hold.</summary>
    internal long HeldBytes
    {
        get
        {
            lock (_lock)
            {
                return _free.Sum(workspace => workspace.HeldBytes);
            }
        }
    }

    /// <summary>Lends a workspace that no other call uses; it comes back when the loan is disposed, however the call ends.</summary>
    internal Loan Lend()
    {
        lock (_lock)
        {
            return new Loan(this, _free.TryPop(out DecodingWorkspace? workspace) ? workspace : new DecodingWorkspace());
        }
    }

    /// <summary>Lets go of all workspaces, and of those still lent when they come back.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _free.Clear();
        }
    }

    private void TakeBack(DecodingWorkspace workspace)
    {
        lock (_lock)
        {
            long needed = workspace.NeededBytes;
            _usualBytes = _usualBytes == 0 ? needed : _usualBytes + ((needed - _usualBytes) / UsualFactor);
            bool isTooLarge = workspace.HeldBytes > Math.Clamp(UsualFactor * _usualBytes, AlwaysKeptBytes, NeverKeptBytes);
            if (!_isDisposed && !isTooLarge && _free.Count < capacity)
            {
                workspace.ForgetNeed();
                _free.Push(workspace);
            }
        }
    }

    /// <summary>A workspace on loan.</summary>
    /// <param name="pool">Where it goes back to.</param>
    /// <param name="workspace">The workspace.</param>
    internal readonly struct Loan(WorkspacePool pool, DecodingWorkspace workspace) : IDisposable
    {
        /// <summary>The workspace.</summary>
        internal DecodingWorkspace Workspace => workspace;

        /// <summary>Gives it back.</summary>
        public void Dispose() => pool.TakeBack(workspace);
    }
}
