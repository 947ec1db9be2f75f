using System.Buffers;

namespace Dragoman.Text;

/// <summary>What the Unicode Character Database says about canonical equivalence, as tables of two stages that are looked up in constant time.</summary>
internal static partial class CanonicalData
{
    private const int CodePointCount = 0x110000;
    private const int BlockBits = 7;
    private const int BlockMask = (1 << BlockBits) - 1;

    private static readonly (int First, int Second)[] Decompositions = ReadDecompositions();
    private static readonly ushort[] Blocks = new ushort[CodePointCount >> BlockBits]; // [code point / 128] which block of properties
    private static readonly CanonicalProperty[] Properties; // [block, code point % 128]
    private static readonly int[] Compositions; // [place of the first part, place of the second part], 0 for none
    private static readonly int SecondCount;

    static CanonicalData()
    {
        Dictionary<int, CanonicalProperty> known = ReadProperties();
        SecondCount = known.Values.Max(property => property.SecondPlace) + 1;
        Compositions = new int[(known.Values.Max(property => property.FirstPlace) + 1) * SecondCount];
        Properties = Arrange(known);
        for (int i = 0; i < Composites.Length; i += 3)
        {
            Compositions[PlaceOf(Composites[i + 1], Composites[i + 2])] = Composites[i];
        }

        Suspects = SearchValues.Create([.. known.Where(entry => entry.Value.MayChange).Select(entry => FirstUnit(entry.Key)).Distinct()]);
    }

    /// <summary>The UTF-16 units that a character begins with that may change: text without any of them is in form C.</summary>
    internal static SearchValues<char> Suspects { get; }

    /// <summary>The properties of a code point.</summary>
    internal static ref readonly CanonicalProperty Of(int point) => ref Properties[(Blocks[point >> BlockBits] << BlockBits) | (point & BlockMask)];

    /// <summary>The two parts of a character that has a decomposition; the second is 0 if there is one part only.</summary>
    internal static (int First, int Second) DecompositionOf(in CanonicalProperty property) => Decompositions[property.Decomposition];

    /// <summary>What two characters compose to; 0 if they do not.</summary>
    internal static int CompositionOf(int first, int second) =>
        Hangul.Compose(first, second) is var syllable and not 0 ? syllable : Compositions[PlaceOf(first, second)];

    /// <summary>Place 0 in either direction stands for a character that composes with nothing.</summary>
    private static int PlaceOf(int first, int second) => (Of(first).FirstPlace * SecondCount) + Of(second).SecondPlace;

    private static char FirstUnit(int point) => point <= char.MaxValue ? (char)point : char.ConvertFromUtf32(point)[0];

    private static (int First, int Second)[] ReadDecompositions()
    {
        List<(int First, int Second)> table = [default]; // Place 0 stands for none.
        int[] triples = [.. Composites, .. Exclusions];
        for (int i = 0; i < triples.Length; i += 3)
        {
            table.Add((triples[i + 1], triples[i + 2]));
        }

        return [.. table];
    }

    private static Dictionary<int, CanonicalProperty> ReadProperties()
    {
        Dictionary<int, CanonicalProperty> known = [];
        for (int i = 0; i < CombiningRuns.Length; i += 3)
        {
            for (int point = CombiningRuns[i]; point <= CombiningRuns[i + 1]; point++)
            {
                known[point] = new CanonicalProperty { CombiningClass = (byte)CombiningRuns[i + 2], MayChange = true };
            }
        }

        AddCompositions(known);
        int[] decomposed = [.. EveryThird(Composites), .. EveryThird(Exclusions)];
        for (int i = 0; i < decomposed.Length; i++)
        {
            known[decomposed[i]] = known.GetValueOrDefault(decomposed[i]) with { Decomposition = (ushort)(i + 1) };
        }

        foreach (int point in EveryThird(Exclusions).Concat(Hangul.VowelsAndTails))
        {
            known[point] = known.GetValueOrDefault(point) with { MayChange = true };
        }

        // What begins with a part that may go into the character before it may do so itself.
        foreach (int point in decomposed.Where(point => known.GetValueOrDefault(Decompositions[known[point].Decomposition].First).MayChange))
        {
            known[point] = known[point] with { MayChange = true };
        }

        return known;
    }

    private static void AddCompositions(Dictionary<int, CanonicalProperty> known)
    {
        ushort firstCount = 0;
        ushort secondCount = 0;
        for (int i = 0; i < Composites.Length; i += 3)
        {
            CanonicalProperty first = known.GetValueOrDefault(Composites[i + 1]);
            known[Composites[i + 1]] = first.FirstPlace > 0 ? first : first with { FirstPlace = ++firstCount };
            CanonicalProperty second = known.GetValueOrDefault(Composites[i + 2]) with { MayChange = true };
            known[Composites[i + 2]] = second.SecondPlace > 0 ? second : second with { SecondPlace = ++secondCount };
        }
    }

    private static IEnumerable<int> EveryThird(ReadOnlySpan<int> triples) => triples.ToArray().Where((_, i) => i % 3 == 0);

    /// <summary>Fills <see cref="Blocks"/>; block 0 is shared by all code points without properties.</summary>
    private static CanonicalProperty[] Arrange(Dictionary<int, CanonicalProperty> known)
    {
        List<CanonicalProperty> properties = [.. new CanonicalProperty[1 << BlockBits]];
        foreach (IGrouping<int, KeyValuePair<int, CanonicalProperty>> block in known.GroupBy(entry => entry.Key >> BlockBits))
        {
            Blocks[block.Key] = (ushort)(properties.Count >> BlockBits);
            int start = properties.Count;
            properties.AddRange(new CanonicalProperty[1 << BlockBits]);
            foreach ((int point, CanonicalProperty property) in block)
            {
                properties[start + (point & BlockMask)] = property;
            }
        }

        return [.. properties];
    }
}

/// <summary>What canonical equivalence needs to know of one character.</summary>
internal readonly record struct CanonicalProperty
{
    /// <summary>The combining class; 0 for a starter.</summary>
    public byte CombiningClass { get; init; }

    /// <summary>Whether form C may change it, or what is before it on its account; otherwise it begins text that stands for itself.</summary>
    public bool MayChange { get; init; }

    /// <summary>Place of its decomposition; 0 for none.</summary>
    public ushort Decomposition { get; init; }

    /// <summary>Its place among the first parts of compositions; 0 for none.</summary>
    public ushort FirstPlace { get; init; }

    /// <summary>Its place among the second parts of compositions; 0 for none.</summary>
    public ushort SecondPlace { get; init; }
}
