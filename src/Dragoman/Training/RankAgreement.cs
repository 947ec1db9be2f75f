using System.Runtime.InteropServices;
using Dragoman.Configuration;
using Dragoman.Distributed;
using Dragoman.Messages;
using Dragoman.Numerics.Autodiff;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>What must be the same on all ranks, lest they train different models without noticing.</summary>
internal static class RankAgreement
{
    private const string SameFiles = "Start all ranks with the same command, and give them the same files.";

    /// <summary>Throws unless all ranks run one version of the program, and exchange gradients in one way.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="exchange">How this rank exchanges gradients.</param>
    /// <exception cref="ConfigurationException">This rank differs from rank 0.</exception>
    /// <exception cref="RankFailedException">Another rank does.</exception>
    internal static void CheckProgram(RankGroup ranks, ExchangeOptions exchange)
    {
        Check(ranks, "version of the program", ProductVersion.Informational, "Install the same version on all hosts.");
        Check(ranks, "way to exchange gradients", exchange.ToString(), SameFiles);
    }

    /// <summary>Throws unless all ranks have read the same.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="options">All options.</param>
    /// <param name="source">The source vocabulary.</param>
    /// <param name="target">The target vocabulary.</param>
    /// <param name="corpus">Checksum of the training pairs.</param>
    /// <param name="validation">Checksum of the validation pairs; empty for none.</param>
    /// <exception cref="ConfigurationException">This rank differs from rank 0.</exception>
    /// <exception cref="RankFailedException">Another rank does.</exception>
    internal static void CheckInputs(RankGroup ranks, TranslatorOptions options, Vocabulary source, Vocabulary target, string corpus, string validation)
    {
        if (!ranks.HasOthers)
        {
            return;
        }

        using MemoryStream configuration = new();
        ConfigurationFile.Write(configuration, options);
        Check(ranks, "options", ChecksumOf(configuration.ToArray()), SameFiles);
        Check(ranks, "training pairs", corpus, SameFiles);
        Check(ranks, "validation pairs", validation.Length == 0 ? "none" : validation, SameFiles);
        Check(ranks, "number of source tokens", FormattableString.Invariant($"{source.Count}"), SameFiles);
        Check(ranks, "number of target tokens", FormattableString.Invariant($"{target.Count}"), SameFiles);
    }

    /// <summary>Throws unless all ranks hold the same weights, to the bit.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="parameters">The parameters of the model.</param>
    /// <exception cref="ConfigurationException">This rank differs from rank 0.</exception>
    /// <exception cref="RankFailedException">Another rank does.</exception>
    internal static void CheckWeights(RankGroup ranks, ParameterSet parameters)
    {
        if (!ranks.HasOthers)
        {
            return;
        }

        Checksum checksum = new();
        foreach (Parameter parameter in parameters.All)
        {
            checksum.Append(MemoryMarshal.AsBytes<float>(parameter.Value.Span));
        }

        Check(
            ranks,
            "weights",
            checksum.Text,
            "If the hosts have different processors, give all of them the instructions of the least one, such as by DOTNET_EnableAVX512=0, and resume the training.");
    }

    /// <summary>The number of threads of each rank: what was asked for, or what every host has for each of its ranks.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="options">The training's options.</param>
    internal static int Threads(RankGroup ranks, TrainingOptions options)
    {
        if (options.Threads > 0 || !ranks.HasOthers)
        {
            return options.ThreadCount;
        }

        string[] hosts = ranks.AllGather(Environment.MachineName);
        int here = hosts.Count(host => host == hosts[ranks.Rank]);
        return ranks.AllGather(Math.Max(1, options.ThreadCount / here)).Min();
    }

    /// <summary>What to say when a run goes on with another number of ranks.</summary>
    /// <param name="before">Ranks that trained.</param>
    /// <param name="now">Ranks that train.</param>
    internal static IEnumerable<string> Notes(int before, int now) => before == now
        ? []
        : [$"Training goes on with {Counted.Of(now, "process", "processes")} where {before} had trained: gradients are added up in another order, so the last digits differ."];

    private static void Check(RankGroup ranks, string what, string value, string remedy)
    {
        if (!ranks.HasOthers)
        {
            return;
        }

        string first = ranks.AllGather(value)[0];
        ranks.Together(() =>
        {
            if (value != first)
            {
                throw new ConfigurationException($"This rank differs from rank 0 in its {what}: {value} instead of {first}. {remedy}");
            }
        });
    }

    private static string ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        Checksum checksum = new();
        checksum.Append(bytes);
        return checksum.Text;
    }
}
