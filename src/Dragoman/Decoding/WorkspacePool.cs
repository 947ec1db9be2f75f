namespace Dragoman.Decoding;

/// <summary>
/// Workspaces that wait for the next call: few, none much larger than calls usually need, not too much together, and none once it is disposed.
/// </summary>
/// <param name="capacity">Most workspaces kept.</param>
/// <param name="mostBytes">Most bytes that they may hold together; null for what as many calls need that are not unusually large.</param>
internal sealed class WorkspacePool(int capacity, long? mostBytes = null) : IDisposable
{
    private const long AlwaysKeptBytes = 64L << 20;
    private const long NeverKeptBytes = 512L << 20;
    private const int UsualFactor = 4;

    private readonly Lock _lock = new();
    private readonly List<DecodingWorkspace> _free = [];
    private readonly long _mostBytes = mostBytes ?? Math.Max(NeverKeptBytes, capacity * AlwaysKeptBytes);
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
            if (_free.Count == 0)
            {
                return new Loan(this, new DecodingWorkspace());
            }

            DecodingWorkspace latest = _free[^1];
            _free.RemoveAt(_free.Count - 1);
            return new Loan(this, latest);
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
            long most = Math.Clamp(UsualFactor * _usualBytes, AlwaysKeptBytes, NeverKeptBytes);
            _free.RemoveAll(waiting => waiting.HeldBytes > most); // Those below the top of the pile are seldom lent.
            if (!_isDisposed && workspace.HeldBytes <= most && _free.Count < capacity &&
                _free.Sum(waiting => waiting.HeldBytes) + workspace.HeldBytes <= _mostBytes)
            {
                workspace.ForgetNeed();
                _free.Add(workspace);
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
