using System.Globalization;
using System.Text.Json;
using Dragoman.Data;
using Dragoman.Serialization;

namespace Dragoman.Cli;

/// <summary>Counts what became of the pairs of a corpus, and says it.</summary>
internal sealed class CleaningReport
{
    private static readonly PairFault[] Faults = Enum.GetValues<PairFault>();

    private readonly long[] _counts = new long[Faults.Length];

    /// <summary>Pairs read.</summary>
    internal long Read { get; private set; }

    private long Kept => Read - _counts.Sum();

    /// <summary>Counts a pair.</summary>
    /// <param name="fault">Why it is left out; null if it is kept.</param>
    internal void Add(PairFault? fault)
    {
        Read++;
        if (fault is { } reason)
        {
            _counts[(int)reason]++;
        }
    }

    /// <summary>The word for a reason, as in a file of what was left out.</summary>
    /// <param name="fault">The reason.</param>
    internal static string NameOf(PairFault fault) => fault switch
    {
        PairFault.Blank => "blank",
        PairFault.ControlCharacter => "control-character",
        PairFault.TooShort => "too-short",
        PairFault.TooLong => "too-long",
        PairFault.LengthRatio => "length-ratio",
        PairFault.FewLetters => "few-letters",
        PairFault.Identical => "identical",
        _ => "duplicate",
    };

    /// <summary>Says it: all counts as an object on a line, or those that are not 0 for people.</summary>
    /// <param name="writer">Where to say it.</param>
    /// <param name="json">Whether as JSON.</param>
    internal void Write(TextWriter writer, bool json)
    {
        if (json)
        {
            writer.WriteLine(JsonLine.Of(WriteMembers));
            return;
        }

        Write(writer, "read", Read);
        Write(writer, "kept", Kept);
        foreach (PairFault fault in Faults.Where(fault => _counts[(int)fault] > 0))
        {
            Write(writer, NameOf(fault), _counts[(int)fault]);
        }
    }

    private void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("read", Read);
        json.WriteNumber("kept", Kept);
        foreach (PairFault fault in Faults)
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(fault.ToString()), _counts[(int)fault]);
        }
    }

    private static void Write(TextWriter writer, string name, long count) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18}{count,14:N0}"));
}
