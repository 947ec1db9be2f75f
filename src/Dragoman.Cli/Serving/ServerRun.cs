using System.Net.Sockets;
using Dragoman.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dragoman.Cli.Serving;

/// <summary>A server from its start to the signal that ends it.</summary>
/// <param name="terminal">Where it reports.</param>
internal sealed class ServerRun(Terminal terminal)
{
    /// <summary>Serves until Ctrl-C or SIGTERM; what runs then is finished.</summary>
    /// <param name="options">What is served, and where.</param>
    /// <param name="opens">Whether to show it in the user's browser.</param>
    /// <exception cref="CommandException">The options contradict each other, or an address is taken.</exception>
    /// <exception cref="IOException">A model cannot be loaded.</exception>
    internal void Serve(ServerOptions options, bool opens)
    {
        try
        {
            using WebApplication server = TranslationServer.Create(options);
            server.Start();
            string[] addresses = [.. server.Urls];
            terminal.Output.WriteLine($"Listening at {string.Join(" and ", addresses)}. Ctrl-C stops.");
            if (opens && !Browser.TryOpen(addresses[0]))
            {
                terminal.Output.WriteLine($"There is no browser here. Open {addresses[0]} in one.");
            }

            terminal.Output.Flush();
            server.WaitForShutdown();
        }
        catch (OperationCanceledException)
        {
            // A signal came before it listened.
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new CommandException($"Another program listens at {string.Join(" or ", options.Urls)} already. Choose another address with --port or --url.", ExitCode.Failure);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AccessDenied)
        {
            throw new CommandException(
                $"The server cannot listen at {string.Join(" or ", options.Urls)}: {(e.SocketErrorCode == SocketError.AccessDenied ? "this user may not take the port" : "the address is not one of this machine")}. " +
                "Choose another with --port or --url.",
                ExitCode.Failure);
        }
        catch (OptionsValidationException e)
        {
            throw new CommandException(string.Join(' ', e.Failures), ExitCode.Usage);
        }
    }
}
