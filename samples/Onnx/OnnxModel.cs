using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace Dragoman.Samples.Onnx;

/// <summary>An exported model: both graphs, and what <c>decoding.json</c> says of them.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _encoder;
    private readonly InferenceSession _step;

    internal OnnxModel(string folder)
    {
        using FileStream file = File.OpenRead(Path.Combine(folder, "decoding.json"));
        Description = JsonSerializer.Deserialize<Description>(file, JsonSerializerOptions.Web)!;
        using SessionOptions options = new() { IntraOpNumThreads = 1 }; // The matrices of a step are small.
        _encoder = new InferenceSession(Path.Combine(folder, Description.Encoder.File), options);
        _step = new InferenceSession(Path.Combine(folder, Description.Step.File), options);
    }

    internal Description Description { get; }

    /// <summary>Runs the encoder over sentences of any lengths.</summary>
    internal OnnxSteps Encode(IReadOnlyList<long[]> sentences)
    {
        int longest = sentences.Max(sentence => sentence.Length);
        long[] tokens = new long[sentences.Count * longest];
        for (int i = 0; i < sentences.Count; i++)
        {
            sentences[i].CopyTo(tokens, i * longest);
        }

        using OrtValue ids = OrtValue.CreateTensorValueFromMemory(tokens, [sentences.Count, longest]);
        using OrtValue lengths = OrtValue.CreateTensorValueFromMemory([.. sentences.Select(sentence => (long)sentence.Length)], [sentences.Count]);
        string[] outputs = [.. Description.Memory, .. Description.State.Select(state => state.Now)];
        using RunOptions options = new();
        IReadOnlyCollection<OrtValue> values = _encoder.Run(options, [Description.Encoder.Tokens, Description.Encoder.Lengths], [ids, lengths], outputs);
        return new OnnxSteps(_step, Description, outputs.Zip(values).ToDictionary());
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _step.Dispose();
    }
}
