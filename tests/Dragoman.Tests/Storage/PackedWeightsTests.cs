using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Tests.Models;

namespace Dragoman.Tests.Storage;

/// <summary>Weights that are read as products take them, without floats beside them.</summary>
public sealed class PackedWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. TinyModels.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_AnyKindOfModel_ComputesTheSameBitsAndGivesTheNumbersBack(string name)
    {
        Seq2SeqModel model = TinyModels.Create(name);
        string path = _folder["weights.safetensors"];
        SafetensorsFile.Save(path, model.Parameters.All.Select(parameter => StoredParameters.Whole(parameter, parameter.Value)));
        Seq2SeqModel read = TinyModels.Create(name);
        using (var file = SafetensorsFile.Open(path))
        {
            StoredParameters.Read(file, read, prefix: "", others: [], WeightForm.Packed);
        }

        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());
        Assert.Equal(
            model.Loss(new Tape(), source, target, labelSmoothing: 0f, scale: 1f),
            read.Loss(new Tape(), source, target, labelSmoothing: 0f, scale: 1f));
        Assert.All(model.Parameters.All.Zip(read.Parameters.All), pair => Assert.Equal(pair.First.Value.Span, pair.Second.ToFloats().Span));
    }

    public void Dispose() => _folder.Dispose();
}
