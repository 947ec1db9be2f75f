using System.Net;

namespace Dragoman.Server.Security;

/// <summary>Tells addresses that only this machine can reach.</summary>
internal static class Loopback
{
    private const string Name = "localhost";

    /// <summary>Whether only this machine can reach an address.</summary>
    /// <param name="address">An address to listen at.</param>
    internal static bool IsLoopback(this BindingAddress address) =>
        address.IsUnixPipe || IsLoopback(address.Host);

    /// <summary>Whether a host is this machine's name for itself, or an address that means this machine everywhere.</summary>
    /// <param name="host">The host; an IPv6 address perhaps in brackets.</param>
    internal static bool IsLoopback(string host) =>
        host.Equals(Name, StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
