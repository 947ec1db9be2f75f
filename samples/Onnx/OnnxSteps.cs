using Microsoft.ML.OnnxRuntime;

namespace Dragoman.Samples.Onnx;

/// <summary>The decoder over one batch, a step at a time. What the steps read, and what they hand on, goes by its name.</summary>
internal sealed class OnnxSteps(InferenceSession step, Description description, Dictionary<string, OrtValue> values) : IDisposable
{
    /// <summary>Reads the last token of each sentence.</summary>
    /// <returns>The log probability of every next token, [batch × vocabulary], and the attention weights, [batch × source_time], if there is attention.</returns>
    internal (float[] LogProbabilities, float[] Attention) Step(long[] lastTokens)
    {
        using OrtValue token = OrtValue.CreateTensorValueFromMemory(lastTokens, [lastTokens.Length]);
        string[] reads = [.. description.Memory, .. description.State.Select(state => state.Now)];
        string[] gives = [description.Step.LogProbabilities, .. description.State.Select(state => state.Next)];
        string[] shows = description.Step.Attention is { } attention ? [attention] : [];
        using RunOptions options = new();
        OrtValue[] given =
            [.. step.Run(options, [description.Step.Token, .. reads], [token, .. reads.Select(name => values[name])], [.. gives, .. shows])];
        for (int i = 0; i < description.State.Length; i++)
        {
            values[description.State[i].Now].Dispose();
            values[description.State[i].Now] = given[i + 1];
        }

        return (Take(given[0]), shows.Length > 0 ? Take(given[^1]) : []);
    }

    public void Dispose()
    {
        foreach (OrtValue value in values.Values)
        {
            value.Dispose();
        }
    }

    private static float[] Take(OrtValue value)
    {
        using (value)
        {
            return value.GetTensorDataAsSpan<float>().ToArray();
        }
    }
}
