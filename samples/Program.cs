using Dragoman.Samples;

// dotnet run -c Release --project samples -- NAME
Dictionary<string, Action> samples = new()
{
    ["application"] = Application.Run,
};

if (args is [string name] && samples.TryGetValue(name, out Action? sample))
{
    sample();
    return 0;
}

Console.Error.WriteLine($"Name one sample: {string.Join(", ", samples.Keys)}.");
return 2;
