using System.CommandLine;
using Dragoman.Models;

namespace Dragoman.Cli.Arguments;

/// <summary>The option that says in how many bits weights are multiplied by.</summary>
internal static class PrecisionOption
{
    /// <summary>Makes the option.</summary>
    internal static Option<WeightPrecision?> Create() => ChoiceOption.Create(
        "--precision",
        "How weights are multiplied by: int8 is faster and a little less exact. Default: float32, and int8 for a model that `dragoman quantize` has written.",
        new Dictionary<string, WeightPrecision> { ["float32"] = WeightPrecision.Full, ["int8"] = WeightPrecision.EightBit });
}
