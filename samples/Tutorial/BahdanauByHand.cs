using Dragoman.Models;
using Dragoman.Numerics;
using static Dragoman.Samples.Tutorial.Vectors;

namespace Dragoman.Samples.Tutorial;

/// <summary>The equations of one decoder step, with the parameters of a trained model and plain arrays.</summary>
/// <param name="model">A model made of <see cref="Lesson.Bahdanau"/>.</param>
internal sealed class BahdanauByHand(Seq2SeqModel model)
{
    private readonly float[][] _wq = Matrix(model, "attention.query.weight");
    private readonly float[][] _wk = Matrix(model, "attention.key.weight");
    private readonly float[] _v = Matrix(model, "attention.v.weight")[0];
    private readonly float[][] _wc = Matrix(model, "decoder.attentional.weight");
    private readonly float[][] _wi = Matrix(model, "decoder.rnn.weight_ih_l0"); // reset, update, candidate, one below the other
    private readonly float[][] _wh = Matrix(model, "decoder.rnn.weight_hh_l0");
    private readonly float[] _bi = Matrix(model, "decoder.rnn.bias_ih_l0")[0];
    private readonly float[] _bh = Matrix(model, "decoder.rnn.bias_hh_l0")[0];
    private readonly float[][] _embedding = Matrix(model, "decoder.embedding.weight");

    /// <summary>The vector of a target word.</summary>
    internal float[] Embed(int word) => _embedding[word];

    /// <summary>How well each encoder state fits what the decoder is about to write.</summary>
    internal float[] Scores(float[] state, float[][] h)
    {
        float[] q = Times(_wq, state);
        return [.. h.Select(hj => Dot(_v, Tanh(Plus(q, Times(_wk, hj)))))];
    }

    /// <summary>The encoder states, each as much as its weight says.</summary>
    internal static float[] Context(float[] weights, float[][] h)
    {
        float[] c = new float[h[0].Length];
        for (int j = 0; j < h.Length; j++)
        {
            c = Plus(c, [.. h[j].Select(unit => weights[j] * unit)]);
        }

        return c;
    }

    /// <summary>The GRU: how much of the old state to forget (r), how much to keep (z), what to add (n).</summary>
    internal float[] Cell(float[] context, float[] word, float[] state)
    {
        float[] fromInput = Plus(Times(_wi, [.. context, .. word]), _bi);
        float[] fromState = Plus(Times(_wh, state), _bh);
        int size = state.Length;
        float[] r = Sigmoid(Plus(fromInput[..size], fromState[..size]));
        float[] z = Sigmoid(Plus(fromInput[size..(2 * size)], fromState[size..(2 * size)]));
        float[] n = Tanh(Plus(fromInput[(2 * size)..], Times(r, fromState[(2 * size)..])));
        return Plus(Times([.. z.Select(keep => 1 - keep)], n), Times(z, state));
    }

    /// <summary>What the output layer reads.</summary>
    internal float[] Readout(float[] context, float[] state) => Tanh(Times(_wc, [.. context, .. state]));

    private static float[][] Matrix(Seq2SeqModel model, string name)
    {
        Matrix value = model.Parameters.All.Single(parameter => parameter.Name == name).Value;
        return [.. Enumerable.Range(0, value.Rows).Select(row => value.Row(row).ToArray())];
    }
}
