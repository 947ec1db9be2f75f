namespace Dragoman.Text.Moses;

/// <summary>Abbreviations that keep their dot within a sentence. Those with a dot inside, such as <c>e.g.</c>, need no list.</summary>
internal sealed class Abbreviations
{
    private const string EnglishTitles = "Mr Mrs Ms Messrs Mme Mlle Dr Drs Prof Rev Hon Msgr St Sr Rt Supt Insp Asst";
    private const string EnglishRanks = "Adm Brig Capt Cmdr Col Cpl Gen Lt Maj Pfc Pvt Sgt Gov Rep Reps Sen Sens";
    private const string EnglishMonths = "Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec";
    private const string EnglishOthers = "Bldg Bros Corp Nos vs v";
    private const string FrenchBooks = "art chap ex fasc fig ibid id inf éd pp pl sect suiv sup suppl vol";
    private const string FrenchOthers = "apr av boul ca cf env etc tél vs MM";
    private const string GermanWords = "bzgl bzw ca evtl etc ff ggf jun sen sog spp usf usw vgl Art Nr No pp";
    private const string GermanMoney = "Mio Mrd MwSt Co Ltd";
    private const string SmallRoman = "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx";

    private static readonly Abbreviations English = new($"{EnglishTitles} {EnglishRanks} {EnglishMonths} {EnglishOthers}", "No Art pp", small: false, ordinals: false);
    private static readonly Abbreviations French = new($"{FrenchBooks} {FrenchOthers}", "", small: true, ordinals: false);
    private static readonly Abbreviations German = new(
        $"{EnglishTitles} {EnglishRanks} {EnglishOthers} {GermanWords} {GermanMoney} {SmallRoman} {SmallRoman.ToUpperInvariant()}", "", small: true, ordinals: true);

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _always;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _beforeNumbers;
    private readonly bool _small;
    private readonly bool _ordinals;

    private Abbreviations(string always, string beforeNumbers, bool small, bool ordinals)
    {
        _always = always.Split(' ').ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        _beforeNumbers = beforeNumbers.Split(' ').ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        (_small, _ordinals) = (small, ordinals);
    }

    /// <summary>Those of a language.</summary>
    /// <param name="language">The language.</param>
    internal static Abbreviations Of(TextLanguage language) => language switch
    {
        TextLanguage.Fr => French,
        TextLanguage.De => German,
        _ => English,
    };

    /// <summary>Whether a word keeps its dot, whatever follows.</summary>
    /// <param name="word">The word without its dot.</param>
    internal bool Contains(ReadOnlySpan<char> word) => IsInitial(word) || (_ordinals && IsOrdinal(word)) || _always.Contains(word);

    /// <summary>Whether a word keeps its dot before a number.</summary>
    /// <param name="word">The word without its dot.</param>
    internal bool ContainsBeforeNumber(ReadOnlySpan<char> word) => _beforeNumbers.Contains(word);

    private bool IsInitial(ReadOnlySpan<char> word) => word.Length == 1 && (char.IsAsciiLetterUpper(word[0]) || (_small && char.IsAsciiLetterLower(word[0])));

    private static bool IsOrdinal(ReadOnlySpan<char> word) => word.Length <= 2 && word[0] != '0' && !word.ContainsAnyExceptInRange('0', '9');
}
