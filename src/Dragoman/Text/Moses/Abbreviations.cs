namespace Dragoman.Text.Moses;

/// <summary>Abbreviations that keep their dot within a sentence. Those with a dot inside, such as <c>e.g.</c>, need no list.</summary>
internal sealed class Abbreviations
{
    private const string EnglishTitles = "Mr Mrs Ms MR MRS MS Messrs Mme Mlle MM Dr DR Drs Prof Rev Hon Hr Msgr Rt Sr St Asst Supt Insp Surg Ph Adv";
    private const string EnglishRanks = "Adm Brig Capt Cmdr Comdr Col Cpl Ens Gen Lt Maj Pfc Pvt Sfc Sgt Gov Rep Reps Sen Sens Res Ord Op Con";
    private const string EnglishMonths = "Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec";
    private const string EnglishOthers = "Adj Bldg Bros Corp Hosp Nos Nr Rs v vs rev";
    private const string FrenchBooks = "ann art chap coll contr ex fasc fig ibid id inf masc fém sing pl dir éd pp sec sect sq sqq suiv sup suppl vol loc";
    private const string FrenchOthers = "ap apr av auj lib boul ca cf dép env al etc hab tél vb vs MM ms SS";
    private const string GermanWords = "bzw bzgl ca Ca Chr dgl dergl etc evtl ggf jun sen sog sogen spp Std usf usw vgl Zt Buchst ff zzt No Nos Nr Art pp";
    private const string GermanMoney = "Mio Mrd MwSt Dkr Ltd Co";
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
