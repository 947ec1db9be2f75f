using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dragoman.Cli.Tests;

/// <summary>The program as a server in a process of its own, ready to be asked.</summary>
internal sealed partial class ServingProcess : IDisposable
{
    private readonly ChildProcess _process;

    private ServingProcess(ChildProcess process, string address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(1) };
    }

    /// <summary>Asks it.</summary>
    internal HttpClient Client { get; }

    /// <summary>Starts the program, and waits until it says where it listens.</summary>
    internal static ServingProcess Start(params string[] arguments)
    {
        ChildProcess process = ChildProcess.Start(arguments);
        string? line = process.ReadLine();
        Match address = Address().Match(line ?? "");
        return address.Success
            ? new ServingProcess(process, address.Value)
            : throw new InvalidOperationException($"Expected an address, got \"{line}\": {process.Finish().Error}");
    }

    /// <summary>Translates over HTTP.</summary>
    internal async Task<IReadOnlyList<Served>> TranslateAsync<T>(T request)
    {
        using HttpResponseMessage response = await Client.PostAsJsonAsync("/v1/translate", request);
        JsonElement answer = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        string model = answer.GetProperty("model").GetString()!;
        return [.. answer.GetProperty("results").EnumerateArray().Select(result => new Served(model, result.GetProperty("translations")[0].GetProperty("text").GetString()!))];
    }

    /// <summary>Sends a signal, and waits for the end.</summary>
    internal CommandResult Stop(int signal)
    {
        _process.Signal(signal);
        return _process.Finish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://[0-9.:]+\d")]
    private static partial Regex Address();
}

/// <summary>A translation that a server gave.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Text">Its text.</param>
internal sealed record Served(string Model, string Text);
