using System.Runtime.InteropServices;

namespace Dragoman.Cli.Arguments;

/// <summary>Takes an unfinished file away, and says so, when Ctrl-C, SIGTERM or SIGHUP ends the process.</summary>
internal sealed class StopGuard : IDisposable
{
    private readonly TextWriter _error;
    private readonly string _name;
    private readonly Func<bool> _discard;
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Starts to listen.</summary>
    /// <param name="error">Where to say it.</param>
    /// <param name="name">What the user calls the file.</param>
    /// <param name="discard">Takes the file away; false if there is nothing unfinished.</param>
    internal StopGuard(TextWriter error, string name, Func<bool> discard)
    {
        (_error, _name, _discard) = (error, name, discard);
        _registrations =
        [
            .. from signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
               select PosixSignalRegistration.Create(signal, OnSignal),
        ];
    }

    /// <summary>Stops to listen.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    /// <summary>The signal then does what it always does: it ends the process.</summary>
    private void OnSignal(PosixSignalContext context)
    {
        if (_discard())
        {
            _error.WriteLine($"error: stopped by {context.Signal}; {_name} is not written.");
        }
    }
}
