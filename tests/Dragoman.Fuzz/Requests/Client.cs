using System.Net;
using System.Net.Sockets;

namespace Dragoman.Fuzz.Requests;

/// <summary>Sends bytes to the server in the ways of good and bad clients.</summary>
/// <param name="port">Port of the server.</param>
/// <param name="patience">How long it waits for the server.</param>
internal sealed class Client(int port, TimeSpan patience)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);

    /// <summary>Sends a request, and reads until the server closes the connection.</summary>
    /// <param name="request">The request.</param>
    /// <param name="pieces">In how many pieces it is sent.</param>
    /// <param name="isWellFramed">Whether the server must answer; otherwise it may wait for more, so that silence ends the reading.</param>
    internal RawAnswer Ask(byte[] request, int pieces = 1, bool isWellFramed = true)
    {
        using Socket socket = Connect(isWellFramed ? patience : Silence);
        foreach (byte[] piece in request.Chunk((request.Length + pieces) / pieces))
        {
            if (!TrySend(socket, piece))
            {
                return Read(socket, int.MaxValue) with { HasEnded = false }; // Answered without reading all of it: the rest of the answer may be lost.
            }

            Thread.Sleep(pieces == 1 ? 0 : 2);
        }

        return Read(socket, int.MaxValue);
    }

    /// <summary>Sends a part of a request and goes.</summary>
    /// <param name="part">The part.</param>
    /// <param name="resets">Whether the connection is reset instead of closed.</param>
    internal void Abandon(byte[] part, bool resets)
    {
        using Socket socket = Connect(patience);
        TrySend(socket, part);
        Leave(socket, resets);
    }

    /// <summary>Sends a request, reads the beginning of the answer and goes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="bytes">How much is read.</param>
    /// <param name="resets">Whether the connection is reset instead of closed.</param>
    internal void LeaveAfter(byte[] request, int bytes, bool resets)
    {
        using Socket socket = Connect(Silence);
        TrySend(socket, request);
        Read(socket, bytes);
        Leave(socket, resets);
    }

    private Socket Connect(TimeSpan timeout)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = (int)timeout.TotalMilliseconds, SendTimeout = (int)patience.TotalMilliseconds };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static void Leave(Socket socket, bool resets) => socket.LingerState = new LingerOption(resets, 0);

    private static bool TrySend(Socket socket, byte[] bytes)
    {
        try
        {
            socket.Send(bytes);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted)
        {
            return false;
        }
    }

    private static RawAnswer Read(Socket socket, int most)
    {
        using MemoryStream answer = new();
        byte[] buffer = new byte[8192];
        try
        {
            while (answer.Length < most)
            {
                int count = socket.Receive(buffer, 0, Math.Min(buffer.Length, most - (int)Math.Min(answer.Length, most)), SocketFlags.None);
                if (count == 0)
                {
                    return RawAnswer.WithoutInterim(answer.ToArray(), hasEnded: true);
                }

                answer.Write(buffer, 0, count);
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset)
        {
            return RawAnswer.WithoutInterim(answer.ToArray(), hasEnded: false); // Closed while something was still unread: the rest of the answer may be lost.
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return RawAnswer.WithoutInterim(answer.ToArray(), hasEnded: false);
        }

        return RawAnswer.WithoutInterim(answer.ToArray(), hasEnded: false);
    }
}
