namespace Dragoman.Fuzz.Requests;

/// <summary>Sends a damaged request, as a good client or a bad one would, and checks the answer and that the server is as it was.</summary>
internal static class RequestTrial
{
    private const int Crowd = 6;

    /// <summary>Makes a request and what is done with it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="random">Chooses.</param>
    /// <returns>What is wrong with the request, and the trial, which says how it ended.</returns>
    internal static (string Damage, Func<string> Trial) Make(SampleServer server, Random random)
    {
        RawRequest good = GoodRequests.All[random.Next(GoodRequests.All.Count)];
        (string damage, byte[] request, bool isWellFramed) = random.Next(20) == 0 ? ("none", good.ToBytes(), true) : RequestDamage.Do(good, random);
        (string manner, Func<string> send) = Manner(server.Client, request, isWellFramed, random);
        return ($"{good.Method} {good.Target}; {damage}; {manner}", () =>
        {
            string outcome = send();
            return server.FindFault() is { } fault ? throw new InvalidOperationException(fault) : outcome;
        }
        );
    }

    private static (string Manner, Func<string> Send) Manner(Client client, byte[] request, bool isWellFramed, Random random)
    {
        int part = random.Next(request.Length);
        bool resets = random.Next(2) == 0;
        return random.Next(12) switch
        {
            0 => ($"cut off after {part} bytes", () => Done("cut off", () => client.Abandon(request[..part], resets))),
            1 => ($"left after {part} bytes of the answer", () => Done("left", () => client.LeaveAfter(request, part, resets))),
            2 => ("in pieces", () => Check(request, client.Ask(request, pieces: 1 + (part % 20), isWellFramed), isWellFramed)),
            3 => ("many at once", () => AtOnce(client, request, isWellFramed)),
            _ => ("whole", () => Check(request, client.Ask(request, pieces: 1, isWellFramed), isWellFramed)),
        };
    }

    private static string Done(string outcome, Action action)
    {
        action();
        return outcome;
    }

    private static string AtOnce(Client client, byte[] request, bool isWellFramed)
    {
        Task<RawAnswer>[] answers = [.. Enumerable.Range(0, Crowd).Select(_ => Task.Run(() => client.Ask(request, pieces: 1, isWellFramed)))];
        return answers.Select(answer => Check(request, answer.GetAwaiter().GetResult(), isWellFramed)).Last();
    }

    private static string Check(byte[] request, RawAnswer answer, bool isWellFramed)
    {
        bool hasBody = !request.AsSpan().StartsWith("HEAD "u8);
        return AnswerRule.FaultOf(answer, isWellFramed, hasBody) is { } fault ? throw new InvalidOperationException(fault)
            : answer.Status == 0 ? answer.HasEnded ? "closed" : "waits for more"
            : $"status {answer.Status}";
    }
}
