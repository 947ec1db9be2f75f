using Dragoman.Benchmarks.Corpora;
using Dragoman.Benchmarks.Gemm;
using Dragoman.Benchmarks.Hosting;
using Dragoman.Benchmarks.Neighbours;
using Dragoman.Benchmarks.Text;

switch (args.FirstOrDefault())
{
    case "byte-pairs" when args.Length == 2:
        BytePairSpeed.Run(args[1]);
        return 0;
    case "callers" when args.Length == 3:
        await ConcurrentCallers.RunAsync(args[1], args[2]);
        return 0;
    case "gemm":
        GemmComparison.Run(args[1..]);
        return 0;
    case "neighbours":
        StateSearch.Run();
        return 0;
    case "pairs" when args.Length == 3:
        LargeCorpus.Write(args[1], args[2]);
        return 0;
    case "text":
        NormalizationSpeed.Run();
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project benchmarks/Dragoman.Benchmarks -- (byte-pairs TEXT | callers MODEL SENTENCES | gemm [part of a shape's name] | neighbours | pairs COUNT FILE | text)");
        return 2;
}
