using System.Runtime.InteropServices;
using SharpFuzz;
using SharpFuzz.Common;

namespace Dragoman.Fuzz.Readers;

/// <summary>What tests/fuzz.sh asks for: names and good input of the readers, and one of them under the eyes of AFL.</summary>
internal static class ReaderFuzzing
{
    private const int MapSize = 1 << 16;

    /// <summary>Does what the arguments say.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["--readers"]:
                Console.WriteLine(string.Join(Environment.NewLine, AllReaders.All.Select(reader => reader.Name)));
                return 0;
            case ["--seed-reader", string name, string folder]:
                WriteSeeds(Find(name), folder);
                return 0;
            case ["--fuzz-reader", string name]:
                Fuzz(Find(name));
                return 0;
            case ["--try-reader", string name, .. string[] files]:
                Array.ForEach(files, file => Find(name).Read(File.ReadAllBytes(file)));
                return 0;
            default:
                Console.Error.WriteLine("error: expected --readers, --seed-reader READER DIR, --fuzz-reader READER, or --try-reader READER FILE...");
                return 2;
        }
    }

    private static Reader Find(string name) => AllReaders.All.First(reader => reader.Name == name);

    private static void WriteSeeds(Reader reader, string folder)
    {
        foreach ((int number, byte[] seed) in reader.Seeds().Index())
        {
            File.WriteAllBytes(Path.Combine(folder, $"{number}"), seed);
        }
    }

    private static unsafe void Fuzz(Reader reader)
    {
        Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(MapSize); // Instrumented code counts from the beginning; AFL's own memory comes later.
        byte[][] seeds = [.. reader.Seeds()];
        reader.Read(seeds[0]); // What is made once is made before the first run that counts.
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using MemoryStream input = new();
            stream.CopyTo(input);
            reader.Read(input.ToArray());
        });
    }
}
