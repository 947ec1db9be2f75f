using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>Shares a beam out among hypotheses that are differently far with the phrases that they must hold.</summary>
/// <remarks>
/// Post and Vilar 2018, arXiv:1804.06609 (dynamic beam allocation). A bank holds the continuations with the same number of tokens of phrases. All banks get the
/// same number of places, those that are left over going to the ones that are furthest; what a bank does not need goes to the others in the same way.
/// </remarks>
internal static class PhraseBanks
{
    /// <summary>Puts the continuations that go on first: those that end, then the others, the best first.</summary>
    /// <param name="candidates">Continuations, the best first; those that a rule forbids have −∞.</param>
    /// <param name="metBy">Tokens of phrases that a continuation holds.</param>
    /// <param name="beam">Places.</param>
    internal static void Arrange(List<Candidate> candidates, Func<Candidate, int> metBy, int beam)
    {
        Candidate[][] banks =
        [
            .. candidates.Where(candidate => !double.IsNegativeInfinity(candidate.Preference))
                .GroupBy(metBy).OrderByDescending(bank => bank.Key).Select(bank => bank.ToArray()),
        ];
        List<Candidate> ending = [];
        List<Candidate> chosen = [];
        int share = banks.Length == 0 ? 0 : (beam + banks.Length - 1) / banks.Length;
        int[] taken = new int[banks.Length];
        for (bool any = true; any && chosen.Count < beam;)
        {
            any = false;
            for (int bank = 0; bank < banks.Length && chosen.Count < beam; bank++)
            {
                for (; taken[bank] < banks[bank].Length; taken[bank]++)
                {
                    Candidate candidate = banks[bank][taken[bank]];
                    if (candidate.Token != Vocabulary.EosId)
                    {
                        taken[bank]++;
                        chosen.Add(candidate);
                        any = true;
                        break;
                    }

                    if (taken[bank] < share)
                    {
                        ending.Add(candidate);
                    }
                }
            }
        }

        HashSet<int> known = [.. ending.Concat(chosen).Select(candidate => candidate.Order)];
        Candidate[] rest = [.. candidates.Where(candidate => !known.Contains(candidate.Order) && candidate.Token != Vocabulary.EosId)];
        candidates.Clear();
        candidates.AddRange(ending);
        candidates.AddRange(chosen.OrderByDescending(candidate => candidate.Preference).ThenBy(candidate => candidate.Order));
        candidates.AddRange(rest);
    }
}
