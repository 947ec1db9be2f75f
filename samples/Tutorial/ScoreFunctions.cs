using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.Visualization;
using static Dragoman.Samples.Tutorial.Vectors;

namespace Dragoman.Samples.Tutorial;

/// <summary>Step 4: six ways to compare the same query with the same keys.</summary>
internal static class ScoreFunctions
{
    private static readonly float[] Q = [2, 1];
    private static readonly (string Name, float[] Vector)[] Keys = [("east", [1, 0]), ("north", [0, 1]), ("northeast", [1, 1]), ("west", [-1, 0])];

    private static readonly float[][] W = [[0, 1], [1, 0]]; // swaps the two units
    private static readonly float[][] Wq = [[1, 0], [0, 1]];
    private static readonly float[][] Wk = [[0, 1], [1, 0]];
    private static readonly float[][] WqWk = [[1, 0, 0, 1], [0, 1, 1, 0]]; // Wq and Wk side by side
    private static readonly float[] V = [1, -2];
    private static readonly float[][] Wa = [[0, 0], [0, 1], [1, 0], [0, 0]]; // one row for each position

    private static float ScaledDot(float[] q, float[] k) => Dot(q, k) / MathF.Sqrt(q.Length);

    private static float General(float[] q, float[] k) => Dot(q, Times(W, k));

    private static float Additive(float[] q, float[] k) => Dot(V, Tanh(Plus(Times(Wq, q), Times(Wk, k))));

    private static float Concat(float[] q, float[] k) => Dot(V, Tanh(Times(WqWk, [.. q, .. k])));

    private static float Location(float[] q, int position) => Times(Wa, q)[position];

    internal static void Run()
    {
        (string Name, AttentionScore Kind, Func<int, float> Score, float[] Parameters)[] functions =
        [
            ("dot", AttentionScore.Dot, j => Dot(Q, Keys[j].Vector), []),
            ("scaled dot", AttentionScore.ScaledDot, j => ScaledDot(Q, Keys[j].Vector), []),
            ("general", AttentionScore.General, j => General(Q, Keys[j].Vector), Flat(W)),
            ("additive", AttentionScore.Additive, j => Additive(Q, Keys[j].Vector), [.. Flat(Wq), .. Flat(Wk), .. V]),
            ("concat", AttentionScore.Concat, j => Concat(Q, Keys[j].Vector), [.. Flat(WqWk), .. V]),
            ("location", AttentionScore.Location, j => Location(Q, j), Flat(Wa)),
        ];

        Console.WriteLine($"{"score",-12}{string.Concat(Keys.Select(key => $"{key.Name,11}"))}    weights");
        List<float> all = [];
        float difference = 0;
        foreach ((string name, AttentionScore kind, Func<int, float> score, float[] parameters) in functions)
        {
            float[] scores = [.. Enumerable.Range(0, Keys.Length).Select(score)];
            float[] weights = Softmax(scores);
            Console.WriteLine(
                $"{name,-12}{string.Concat(scores.Select(e => $"{e,11:0.00}"))}    {string.Join("  ", weights.Select(weight => $"{weight:0.00}"))}");
            all.AddRange(weights);
            difference = weights.Zip(ByTheLibrary(kind, parameters), (a, b) => MathF.Abs(a - b)).Append(difference).Max();
        }

        Console.WriteLine(difference < 1e-6f ? "The library gives the same weights." : $"The library differs by {difference}.");
        AttentionMap map = new([.. Keys.Select(key => key.Name)], [.. functions.Select(function => function.Name)], [.. all]);
        Lesson.Save("scores", AttentionSvg.Render(map, "One query, four keys, six scores"));
    }

    /// <summary>The weights of a built-in score with the same parameters.</summary>
    private static float[] ByTheLibrary(AttentionScore kind, float[] numbers)
    {
        ParameterSet parameters = new();
        AttentionMechanism attention = AttentionMechanism.Create(new AttentionOptions(kind, V.Length, Keys.Length), parameters.Root, querySize: 2, valueSize: 2);
        foreach (Parameter parameter in parameters.All)
        {
            numbers[..parameter.Value.Length].CopyTo(parameter.Value.Span);
            numbers = numbers[parameter.Value.Length..];
        }

        Tape tape = new();
        RaggedLayout sentence = new();
        sentence.Add(start: 0, length: Keys.Length);
        Variable keys = tape.NewVariable(Matrix.From(Keys.Length, 2, Flat([.. Keys.Select(key => key.Vector)])), requiresGradient: false);
        AttentionMemory memory = attention.Prepare(tape, keys, values: keys, LoopMaps.Open(tape, totalRows: 1));
        Variable query = tape.NewVariable(Matrix.From(1, 2, Q), requiresGradient: false);
        return attention.Attend(tape, memory, query, sentence, dropout: 0f).Weights.Value.Row(0).ToArray();
    }

    private static float[] Flat(float[][] rows) => [.. rows.SelectMany(row => row)];
}
