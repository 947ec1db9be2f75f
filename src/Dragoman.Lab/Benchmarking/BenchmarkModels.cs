namespace Dragoman.Lab.Benchmarking;

/// <summary>Names of the models that are measured.</summary>
public static class BenchmarkModels
{
    /// <summary>The name by which a user chooses the model, such as <c>d2l-bahdanau</c>.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model is unknown.</exception>
    public static string ToName(this BenchmarkModel model) => model switch
    {
        BenchmarkModel.D2lBahdanau => "d2l-bahdanau",
        BenchmarkModel.LuongGeneral => "luong-general",
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, "Unknown benchmark model."),
    };
}
