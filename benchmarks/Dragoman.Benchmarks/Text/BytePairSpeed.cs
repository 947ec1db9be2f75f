using System.Diagnostics;
using System.Text;
using Dragoman.Text;

namespace Dragoman.Benchmarks.Text;

/// <summary>How many megabytes a second byte-pair encoding learns, and cuts of words that it has seen before or not: the best of several runs on one core.</summary>
internal static class BytePairSpeed
{
    private const int Runs = 20;
    private const int LearningRuns = 3;

    /// <summary>Measures on the lines of a file.</summary>
    /// <param name="path">A text, a sentence a line.</param>
    public static void Run(string path)
    {
        string[] lines = File.ReadAllLines(path);
        TextOptions options = new(Tokenizer: TokenizerKind.BytePair);
        TextModel model = TextModel.Learn(lines, options);
        string[] clean = [.. lines.Select(new TextNormalizer(options).Normalize)];
        string[] words = [.. clean.SelectMany(line => line.Split(' ')).Where(word => word.Length > 0).Distinct()];
        using MemoryStream file = new();
        ((ILearnedTokenizer)model.Segmenter.Tokenizer).Write(file);
        file.Position = 0;
        BytePairMerger merger = new(BytePairCodes.Read(file));

        Measure("floor: a walk over the words", Runs, clean, line => Count(line));
        Measure("cut into pieces, words seen before", Runs, clean, line => model.Segmenter.Tokenizer.Tokenize(line));
        Measure("ids of raw text, words seen before", Runs, lines, line => model.Encode(line));
        Measure("cut into pieces, words not seen", Runs, words, word => merger.Cut(word));
        Measure($"learn {options.BytePair.Merges} merges", LearningRuns, [clean], text => BytePairLearner.Learn(text, options.BytePair), text => text.Sum(Bytes));
    }

    private static int Count(string line)
    {
        int count = 0;
        foreach (ReadOnlySpan<char> _ in WhiteSpace.Words(line))
        {
            count++;
        }

        return count;
    }

    private static void Measure(string name, int runs, string[] texts, Action<string> work) => Measure(name, runs, texts, work, Bytes);

    private static void Measure<T>(string name, int runs, T[] texts, Action<T> work, Func<T, long> bytes)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            foreach (T text in texts)
            {
                work(text);
            }

            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        Console.WriteLine($"{name,-36} {texts.Sum(bytes) / best.TotalMicroseconds,8:F1} MB/s");
    }

    /// <summary>Bytes of a line in a file, with its end.</summary>
    private static long Bytes(string line) => Encoding.UTF8.GetByteCount(line) + 1;
}
