using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dragoman.Fuzz.Requests;

/// <summary>Damage to a request: to its JSON, its bytes, its address, its headers, or what says how long it is.</summary>
internal static class RequestDamage
{
    private static readonly string[] Methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get", "PO ST", "", "\0", "POST\t", "XYZZY"];

    private static readonly string[] Targets =
    [
        "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/assets/..\\..\\etc", "/assets/%00", "//etc/passwd", "/v1//models", "/V1/MODELS", "/v1/models/",
        "/v1/training/runs/%2e%2e/metrics", "/v1/training/runs/..%2f0/metrics", "/v1/training/runs/0%0d%0aSet-Cookie:%20injected/metrics", "/v1/training/runs//metrics",
        "http://evil.example/v1/models", "*", "?", "", "/%", "/%zz", "/%ff%fe", "/\u00e9", "/v1/models?%00", "/v1/models#a", "/v1/words", "/v1/words?word=", "/metrics?name[]=a", "/openapi/v2.json",
        "/openapi/..%2fv1.json", "/v1/words?word=a&word=b", "/v1/words?word=a&count=1&count=2",
    ];

    private static readonly string[] Values =
    [
        "", "0", "-1", "101", "2147483648", "1e9", "NaN", "abc", "true", "%00", "%ff", "%d8%00", "%0d%0aSet-Cookie:%20injected", "target", "Target", "2", "a%20b", "<eos>", "%f0%9f%98%80", "plain",
        "nothing", "../0", "a&minus=a&minus=b", "a&plus=&minus=",
    ];

    private static readonly string[] Headers =
    [
        "Accept: text/event-stream", "Accept: application/json;q=abc", "Accept: \u00ff", "Accept: */*;q=0", "Accept: text/html", "Accept: ,,,;;=", "Accept-Encoding: br;q=2, gzip", "Accept-Encoding: br",
        "Accept-Encoding: ;;", "Content-Type: text/plain", "Content-Type: application/json; charset=utf-16", "Content-Type: application/json; charset=nothing", "Content-Type: ;", "Content-Type:",
        "Content-Encoding: gzip", "Content-Encoding: br", "Host: evil.example", "Host:", "Host: localhost:99999", "Host: a b", "Host: [::1", "If-None-Match: \"", "If-None-Match: *", "If-Modified-Since: yesterday",
        "Range: bytes=0-0,-1", "Range: bytes=9999999999999999999-", "Authorization: Bearer", "Authorization: Bearer \u00e9", "X-Api-Key: a", "X-Forwarded-For: 1.2.3.4", "X: a\rb", "X: a\nSet-Cookie: injected",
        "X : a", ": a", "X", " folded", "\0: a", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__", "Expect: 100-continue", "Expect: 200-nothing", "Cookie: a=b; =; ;", "Last-Event-ID: 5", "traceparent: 00-zz",
        "Traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "TE: trailers", "Origin: null",
    ];

    private static readonly string[] Texts =
    [
        "\"\\ud800\"", "\"\\udc00 a\"", "\"a\\u0000b\"", "\"\u202e\"", "\"\\u001b[31m\"", "\"<unk> <eos> <pad>\"", "\"\ud83d\ude00\"", "\"\\ufeff\"", "\"\\u2028\\n\\r\"", "\"e\u0301\"", "[\"a\",3]", "[[\"a\"]]",
        "[null]", "\"NaN\"", "\"unknown\"", "[\"\"]", "[1,2,3]", "[{}]", "[{\"step\":0}]", "[{\"position\":1}]", "[{\"position\":-1,\"text\":\"a\"}]", "[{\"step\":0,\"weights\":[1e39,0,0]}]", "Infinity", "'a'",
    ];

    /// <summary>Damages a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="random">Chooses the damage.</param>
    /// <returns>What was done, the result, and whether its head and its length are still beyond doubt.</returns>
    internal static (string Damage, byte[] Bytes, bool IsWellFramed) Do(RawRequest request, Random random)
    {
        bool hasBody = request.Body.Length > 0;
        switch (random.Next(12))
        {
            case 0 or 1 or 2 when hasBody:
                (string member, string json) = JsonDamage.Do(request.Body, random);
                return ($"JSON: {member}", (request with { Body = json }).ToBytes(), IsWellFramed: true);
            case 3 or 4 when hasBody:
                (string text, json) = ChangeText(request.Body, random);
                return ($"JSON: {text}", (request with { Body = json }).ToBytes(), IsWellFramed: true);
            case 5 or 6 when hasBody:
                (string damage, byte[] body) = ByteDamage.Do(request.Content, random);
                return ($"body: {damage}", (request with { Bytes = body }).ToBytes(), IsWellFramed: true);
            case 7:
                string method = Methods[random.Next(Methods.Length)];
                return ($"method \"{method}\"", (request with { Method = method }).ToBytes(), IsWellFramed: false);
            case 8:
                string header = Header(random);
                return ($"header \"{header[..Math.Min(header.Length, 60)]}\"", WithHeader(request, header, random).ToBytes(), IsWellFramed: false);
            case 9 when hasBody:
                return Misframe(request, random);
            case 10:
                (damage, byte[] bytes) = ByteDamage.Do(request.ToBytes(), random);
                return ($"message: {damage}", bytes, IsWellFramed: false);
            default:
                string target = Target(request.Target, random);
                return ($"address {target[..Math.Min(target.Length, 80)]}", (request with { Target = target }).ToBytes(), IsWellFramed: false);
        }
    }

    private static (string Damage, string Json) ChangeText(string json, Random random)
    {
        const string Place = "damaged here";
        JsonObject root = JsonNode.Parse(json)!.AsObject();
        string[] keys = [.. root.Select(member => member.Key)];
        string key = keys[random.Next(keys.Length)];
        string text = random.Next(5) switch
        {
            0 => JsonSerializer.Serialize(new string('w', 1 << random.Next(15))),
            1 => JsonSerializer.Serialize(string.Concat(Enumerable.Repeat("a b ", 1 << random.Next(12)))),
            2 => JsonSerializer.Serialize(Enumerable.Repeat("a b", 1 << random.Next(10))),
            _ => Texts[random.Next(Texts.Length)],
        };
        root[key] = Place;
        return ($"{key} = {text[..Math.Min(text.Length, 60)]}", root.ToJsonString().Replace($"\"{Place}\"", text, StringComparison.Ordinal));
    }

    private static string Header(Random random) => random.Next(12) switch
    {
        0 => "X-Long: " + new string('x', 1 << random.Next(17)),
        1 => string.Join("\r\n", Enumerable.Range(0, 1 << random.Next(9)).Select(number => $"X-{number}: a")),
        _ => Headers[random.Next(Headers.Length)],
    };

    private static RawRequest WithHeader(RawRequest request, string header, Random random)
    {
        string name = header.Split(':')[0] + ":";
        IEnumerable<string> others = random.Next(4) == 0 ? request.Headers : request.Headers.Where(known => !known.StartsWith(name, StringComparison.Ordinal));
        return request with { Headers = [.. others, header] };
    }

    private static string Target(string target, Random random)
    {
        int query = target.IndexOf('=', StringComparison.Ordinal);
        if (query < 0 || random.Next(3) == 0)
        {
            return random.Next(16) == 0 ? "/" + new string('a', 1 << random.Next(15)) : Targets[random.Next(Targets.Length)];
        }

        string[] parameters = target[(target.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&');
        int at = random.Next(parameters.Length);
        string value = Values[random.Next(Values.Length)];
        parameters[at] = random.Next(6) switch { 0 => value, 1 => "", _ => $"{parameters[at].Split('=')[0]}={value}" };
        return $"{target.Split('?')[0]}?{string.Join('&', parameters)}";
    }

    private static (string Damage, byte[] Bytes, bool IsWellFramed) Misframe(RawRequest request, Random random)
    {
        int length = request.Content.Length;
        string framing = random.Next(12) switch
        {
            0 => $"Content-Length: {length + 1 + random.Next(100)}",
            1 => $"Content-Length: {random.Next(length)}",
            2 => "Content-Length: -1",
            3 => "Content-Length: 99999999999999999999",
            4 => $"Content-Length: {length}\r\nContent-Length: {length + 1}",
            5 => "Content-Length: 1073741824",
            6 => $"Content-Length: {length}\r\nTransfer-Encoding: chunked",
            7 => "Transfer-Encoding: gzip",
            8 => "X-None: a",
            _ => "Transfer-Encoding: chunked",
        };
        byte[] body = framing == "Transfer-Encoding: chunked" ? Chunks(request.Content, random) : request.Content;
        return (framing, (request with { Framing = framing, Bytes = body }).ToBytes(), IsWellFramed: false);
    }

    private static byte[] Chunks(byte[] content, Random random)
    {
        using MemoryStream result = new();
        int size = 1 + random.Next(content.Length);
        foreach (byte[] chunk in content.Chunk(size))
        {
            result.Write(System.Text.Encoding.ASCII.GetBytes($"{chunk.Length:x}{(random.Next(8) == 0 ? ";a=b" : "")}\r\n"));
            result.Write(chunk);
            result.Write("\r\n"u8);
        }

        result.Write("0\r\n\r\n"u8);
        return random.Next(2) == 0 ? ByteDamage.Do(result.ToArray(), random).Bytes : result.ToArray();
    }
}
