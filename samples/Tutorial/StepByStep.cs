using Dragoman.Alignments;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Text;
using Dragoman.Visualization;
using static Dragoman.Samples.Tutorial.Vectors;

namespace Dragoman.Samples.Tutorial;

/// <summary>Step 5: Bahdanau's decoder, one word at a time, with all the numbers.</summary>
internal static class StepByStep
{
    private const string Sentence = "your famous teacher will sleep quietly .";
    private const int LongestTranslation = 20;

    internal static void Run()
    {
        (SentencePair[] training, SentencePair[] test) = Lesson.EnglishFrench();
        Console.WriteLine($"{Sentence} → {test.Single(pair => pair.Source == Sentence).Target}");
        using Translator translator = Lesson.Train(Lesson.Bahdanau, training, epochs: 5);
        Seq2SeqModel model = translator.CopyModel();
        Decoder decoder = model.Decoder;

        string[] words = [.. Sentence.Split(' '), Vocabulary.EosToken];
        SourceBatch source = new();
        source.Load([[.. words.Select(translator.Source.Vocabulary.IdOf)]]);
        Tape tape = new();
        EncoderOutput encoded = model.Encoder.Forward(tape, source);
        float[][] h = [.. words.Select((_, j) => encoded.States.Value.Row(j).ToArray())]; // [source_time, 64]
        Console.WriteLine($"the encoder's states h: {h.Length} of {h[0].Length} numbers, h_1 = {Show(h[0])}");

        DecoderLoop loop = decoder.Open(tape, encoded, totalRows: LongestTranslation);
        DecoderState state = decoder.InitialState(tape, encoded);
        int word = Vocabulary.BosId;
        List<string> written = [];
        List<float> weights = [];
        do
        {
            TokenInputs tokens = decoder.EmbedInputs(tape, new[] { word });
            DecoderStep step = decoder.Step(tape, loop, tokens, state, source.Sentences, tape.NewVariable(1, decoder.ReadoutSize));
            float[] logits = model.Logits(tape, step.Readout).Row(0).ToArray();
            if (written.Count == 0)
            {
                Explain(new BahdanauByHand(model), words, h, Hidden(state), word, step);
            }

            word = Array.IndexOf(logits, logits.Max());
            state = step.State;
            written.Add(translator.Target.Vocabulary.TokenOf(word));
            weights.AddRange(step.Weights!.Value.Row(0));
            string title = written.Count == 1 ? "6. names a word:" : "7. again:";
            Console.WriteLine($"{title,-17}{written[^1],-10} p = {Softmax(logits)[word]:0.000}, state {Show(Hidden(state))}");
        }
        while (word != Vocabulary.EosId && written.Count < LongestTranslation);

        AttentionMap map = new(words, written, [.. weights]);
        Lesson.Save("bahdanau", AttentionSvg.Render(map, "Where it looked, one row a step"));
    }

    /// <summary>The same step with plain arrays, and how far the library is from it.</summary>
    private static void Explain(BahdanauByHand byHand, string[] words, float[][] h, float[] s, int word, DecoderStep step)
    {
        float[] y = byHand.Embed(word);
        Console.WriteLine($"1. enter:        E y_0 = {Show(y)}, the embedding of {Vocabulary.BosToken}");
        Console.WriteLine($"2. set aside:    s_0 = {Show(s)}, the state so far, asks");

        float[] e = byHand.Scores(s, h);
        float[] alpha = Softmax(e);
        float[] c = BahdanauByHand.Context(alpha, h);
        Console.WriteLine($"3. attend:       {"",-10}  score  weight");
        for (int j = 0; j < words.Length; j++)
        {
            Console.WriteLine($"                 {words[j],-10} {e[j],6:0.00}  {alpha[j],6:0.000}");
        }

        Console.WriteLine($"                 c_1 = {Show(c)}");
        float[] next = byHand.Cell(c, y, s);
        Console.WriteLine($"4. concatenate:  [c_1; E y_0], {c.Length + y.Length} numbers, into the GRU: s_1 = {Show(next)}");
        Console.WriteLine($"                 [c_1; s_1], {c.Length + next.Length} numbers");
        float[] readout = byHand.Readout(c, next);
        Console.WriteLine($"5. feed forward: t_1 = {Show(readout)}");

        float difference = new[]
        {
            Difference(alpha, step.Weights!.Value.Row(0).ToArray()),
            Difference(next, Hidden(step.State)),
            Difference(readout, step.Readout.Value.Row(0).ToArray()),
        }.Max();
        Console.WriteLine(difference < 1e-4f ? "                 The library has the same numbers." : $"                 The library differs by {difference}.");
    }

    private static float[] Hidden(DecoderState state) => state.Layers[0].Hidden.Value.Row(0).ToArray();
}
