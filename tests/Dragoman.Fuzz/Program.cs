using System.Globalization;
using Dragoman.Fuzz;
using Dragoman.Fuzz.Readers;

// Usage: dotnet run -c Release --project tests/Dragoman.Fuzz -- [--models N] [--corpora N] [--requests N] [--seed N] [--only CASE]
//    or, by tests/fuzz.sh: --readers | --seed-reader READER DIR | --fuzz-reader READER | --try-reader READER FILE...
if (args.Length > 0 && args[0].Contains("reader", StringComparison.Ordinal))
{
    return ReaderFuzzing.Run(args);
}

Dictionary<string, int> values = new() { ["--models"] = 1000, ["--corpora"] = 100, ["--requests"] = 1000, ["--seed"] = 1, ["--only"] = -1 };
for (int i = 0; i < args.Length; i += 2)
{
    if (!values.ContainsKey(args[i]) || i + 1 == args.Length || !int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out int value))
    {
        Console.Error.WriteLine($"error: {args[i]} is none of {string.Join(", ", values.Keys)}, each with a whole number.");
        return 2;
    }

    values[args[i]] = value;
}

using Campaign campaign = new(values["--seed"], Console.Out) { Only = values["--only"], MeasuresTime = true };
campaign.TryModels(values["--models"]);
campaign.TryCorpora(values["--corpora"]);
campaign.TryRequests(values["--requests"]);
Console.WriteLine(campaign.Summary);
return campaign.Faults.Count == 0 ? 0 : 1;
