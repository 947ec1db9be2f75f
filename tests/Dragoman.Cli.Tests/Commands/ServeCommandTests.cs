using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Dragoman.Cli.Tests.Commands;

/// <summary><c>dragoman serve</c>, as a process of its own.</summary>
public sealed partial class ServeCommandTests(TrainedModel model) : IDisposable
{
    private const int Terminate = 15;
    private const string Key = "0123456789abcdef";

    private readonly Workspace _workspace = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_ASentence_IsTranslatedWordForWordAsByTranslate()
    {
        string[] sentences = ["a b c", "f e d", "c"];
        CommandResult expected = InProcess.RunWithInput(string.Join('\n', sentences), "translate", "--model", model.Folder).Expect(0);
        using ServingProcess server = ServingProcess.Start("serve", "--model", model.Folder, "--port", "0");

        string[] found = [.. (await server.TranslateAsync(new { text = sentences })).Select(result => result.Text)];

        Assert.Equal(expected.Lines, found);
        Assert.Equal(0, server.Stop(Terminate).ExitCode);
    }

    [Fact]
    public async Task Serve_SeveralModels_AnswerByName()
    {
        using ServingProcess server = ServingProcess.Start("serve", "--model", model.Folder, "--model", $"other={model.Folder}", "--port", "0");

        string models = await server.Client.GetStringAsync(new Uri("/v1/models", UriKind.Relative), Cancellation);
        string[] names = [.. (await server.TranslateAsync(new { text = "a", model = "other" })).Select(result => result.Model)];

        Assert.Contains("\"default\":\"model\"", models, StringComparison.Ordinal);
        Assert.Equal(["other"], names);
    }

    [Fact]
    public async Task Serve_In8BitsWithAShortlist_TranslatesAsTranslateDoes()
    {
        string copy = _workspace.CopyOf(model.Folder);
        InProcess.Run("shortlist", "--model", copy, "--data", model.Pairs).Expect(0);
        string[] options = ["--precision", "int8", "--shortlist", "3", "--shortlist-frequent", "2"];
        CommandResult expected = InProcess.RunWithInput("a b c", ["translate", "--model", copy, .. options]).Expect(0);
        using ServingProcess server = ServingProcess.Start(["serve", "--model", copy, "--port", "0", .. options]);

        IReadOnlyList<Served> found = await server.TranslateAsync(new { text = "a b c", noRepeatNgram = 3 });

        Assert.Equal(expected.Lines, found.Select(result => result.Text));
    }

    [Theory]
    [InlineData(2, "--shortlist-frequent would have no effect: there is no shortlist. Add, say, --shortlist 50.", "--shortlist-frequent", "5")]
    [InlineData(2, "there is no lexical table", "--shortlist", "5")]
    [InlineData(2, "--precision is \"int4\"; choose one of: float32, int8.", "--precision", "int4")]
    [InlineData(2, "nope: the file does not exist. Name a file of API keys, one a line.", "--api-key-file", "nope")]
    public void Serve_WhatCannotBe_IsSaid(int code, string part, params string[] options)
    {
        CommandResult result = ChildProcess.Run("", ["serve", "--model", model.Folder, "--port", "0", .. options]).Expect(code);

        Assert.Contains(part, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "DRAGOMAN_API_KEYS is set, but holds no API key. Set it to keys parted by blanks, such as what openssl rand -hex 32 prints, or unset it")]
    [InlineData(" \t\n", "DRAGOMAN_API_KEYS is set, but holds no API key.")]
    [InlineData("0123456789abcdef\tshort\n0123456789abcdef", "Key 2 of DRAGOMAN_API_KEYS is not one")]
    public void Serve_AVariableWithoutKeys_IsRefused(string keys, string part)
    {
        CommandResult result = ChildProcess.RunWithVariable("DRAGOMAN_API_KEYS", keys, "serve", "--model", model.Folder, "--port", "0").Expect(2);

        Assert.Contains(part, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithAKeyFile_LetsInWhoHasAKey()
    {
        string keys = _workspace.Write("keys", $"# of the tests\n{Key}\n");
        using ServingProcess server = ServingProcess.Start("serve", "--model", model.Folder, "--port", "0", "--api-key-file", keys);

        using HttpResponseMessage refused = await server.Client.GetAsync(new Uri("/v1/models", UriKind.Relative), Cancellation);
        server.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        using HttpResponseMessage admitted = await server.Client.GetAsync(new Uri("/v1/models", UriKind.Relative), Cancellation);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, admitted.StatusCode));
    }

    [Fact]
    public async Task Serve_AtSigterm_AnswersWhatRunsAndEndsWell()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // It has no such signal.
        }

        // One searcher and a long wait for company: the request is running when the signal comes.
        using ServingProcess server = ServingProcess.Start("serve", "--model", model.Folder, "--port", "0", "--batch-delay", "3000", "--searchers", "1");
        Task<IReadOnlyList<Served>> running = server.TranslateAsync(new { text = "a b c" });
        while (!running.IsCompleted && !HasRequestsRunning().IsMatch(await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancellation)))
        {
            await Task.Delay(20, Cancellation);
        }

        CommandResult result = server.Stop(Terminate);

        Assert.Equal("alpha bravo charlie", Assert.Single(await running).Text);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("fail:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_AtAPortInUse_SaysSo()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        CommandResult result = ChildProcess.Run("", "serve", "--model", model.Folder, "--port", $"{port}").Expect(1);

        Assert.Equal($"error: Another program listens at http://127.0.0.1:{port} already. Choose another address with --port or --url.", result.Error.Trim());
    }

    [Fact]
    public void Serve_AtAnAddressOfAnotherMachine_SaysSo()
    {
        CommandResult result = ChildProcess.Run("", "serve", "--model", model.Folder, "--url", "http://192.0.2.1:5999").Expect(1);

        Assert.Contains("error: The server cannot listen at http://192.0.2.1:5999: the address is not one of this machine.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_AtAnAddressTwice_IsRefused()
    {
        CommandResult result = InProcess.Run("serve", "--model", model.Folder, "--url", "http://127.0.0.1:5999", "--url", "http://127.0.0.1:5999/").Expect(2);

        Assert.StartsWith("error: --url http://127.0.0.1:5999 is given twice. Leave one out.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_EnsembleOfNoModel_IsRefused()
    {
        CommandResult result = ChildProcess.Run("", "serve", "--model", model.Folder, "--ensemble", $"other={model.Folder}", "--port", "0").Expect(2);

        Assert.StartsWith($"error: --ensemble other={model.Folder}: There is no model of the name other", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_AMissingModel_SaysSo()
    {
        CommandResult result = ChildProcess.Run("", "serve", "--model", _workspace["none"], "--port", "0").Expect(1);

        Assert.Equal($"error: {_workspace["none"]}: the folder does not exist. Train a model there, or check the path.", result.Error.Trim());
    }

    [Fact]
    public void Serve_ADamagedModel_SaysSo()
    {
        string copy = _workspace.CopyOf(model.Folder);
        File.WriteAllText(Path.Combine(copy, "model.safetensors"), "damaged");

        CommandResult result = ChildProcess.Run("", "serve", "--model", copy, "--port", "0").Expect(1);

        Assert.StartsWith($"error: {Path.Combine(copy, "model.safetensors")}: the file holds 7 bytes", result.Error.Trim(), StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    [Fact]
    public void Serve_TwoModelsOfOneName_AreWrongUsage()
    {
        CommandResult result = ChildProcess.Run("", "serve", "--model", model.Folder, "--model", model.Folder, "--port", "0").Expect(2);

        Assert.Contains("two models of the name model", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>In the figures of a server: it works on a request of the method POST.</summary>
    [GeneratedRegex("^http_server_active_requests\\{.*\"POST\".*\\} [1-9]", RegexOptions.Multiline)]
    private static partial Regex HasRequestsRunning();
}
