using Dragoman.Options;

namespace Dragoman.Onnx.Graphs;

/// <summary>A part of a model that no nodes are known for, such as a class of the user's own.</summary>
internal static class Foreign
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="part">The part.</param>
    internal static ConfigurationException Of(object part) => new(
        $"The model has a {part.GetType().Name}, a class of its own, which cannot be exported to ONNX. Train a model whose parts are all built in.");
}
