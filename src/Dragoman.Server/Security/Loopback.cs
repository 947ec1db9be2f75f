using System.Net;

namespace Dragoman.Server.Security;

/// <summary>Tells addresses that only this machine can reach.</summary>
internal static class Loopback
{
    /// <summary>Host names of this machine.</summary>
    internal static IReadOnlyList<string> Hosts { get; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Whether only this machine can reach an address.</summary>
    /// <param name="address">An address to listen at.</param>
    internal static bool IsLoopback(this BindingAddress address) =>
        address.IsUnixPipe || address.Host == "localhost" || (IPAddress.TryParse(address.Host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
