using System.Globalization;
using Dragoman.Options;

namespace Dragoman.Data;

/// <summary>Whose turn it is in a mixture, in whole numbers, so that nothing drifts.</summary>
/// <remarks>
/// After t turns, a corpus of weight w out of W has had ⌊t·w/W⌋ or ⌈t·w/W⌉ of them, for every t: among the corpora that would not be ahead of their share, the one
/// that would be the first to fall behind it has the turn. This is the quota method of apportionment, and earliest-deadline-first scheduling of proportionate shares
/// (Baruah, Cohen, Plaxton and Varvel, "Proportionate progress", 1996).
/// </remarks>
/// <param name="shares">A whole positive number for each corpus, in proportion to its weight; together at most <see cref="MostShares"/>.</param>
internal sealed class MixtureTurns(IReadOnlyList<long> shares)
{
    /// <summary>Most that the whole numbers may come to.</summary>
    internal const long MostShares = 1_000_000_000_000_000_000;

    /// <summary>Most that a corpus may weigh of another: so many of its pairs come for each of the other's, and a pass has all of the other's.</summary>
    private const decimal MostTimes = 1_000_000m;

    private readonly long _total = shares.Sum();

    /// <summary>How many turns each corpus is due, times the sum of the shares; together 0 between turns.</summary>
    private readonly long[] _due = new long[shares.Count];

    /// <summary>The corpus whose turn comes next, from 0.</summary>
    internal int Next()
    {
        int next = -1;
        for (int i = 0; i < _due.Length; i++)
        {
            _due[i] += shares[i];
            if (_due[i] > 0 && (next < 0 || FallsBehindBefore(i, next)))
            {
                next = i;
            }
        }

        _due[next] -= _total; // There is one: what is due comes to _total here.
        return next;
    }

    /// <summary>Weights as whole numbers of the same proportions, each taken as the decimal that a person would write.</summary>
    /// <param name="parts">Corpora and weights.</param>
    /// <exception cref="ConfigurationException">A weight is not positive or not finite, or there are too many digits.</exception>
    internal static IReadOnlyList<long> SharesOf(IReadOnlyList<WeightedCorpus> parts)
    {
        ConfigurationException.ThrowIfAny(
            from part in parts
            where !(part.Weight > 0 && double.IsFinite(part.Weight)) // NaN is not positive, either.
            select string.Create(CultureInfo.InvariantCulture, $"The weight of {part.Corpus.Name} is {part.Weight}; it must be a positive number, such as 1 or 0.25."));
        if (parts.Sum(part => part.Weight) < MostShares && parts.All(part => (decimal)part.Weight > 0m))
        {
            decimal[] weights = [.. parts.Select(part => (decimal)part.Weight)];
            if (weights.Max() / MostTimes > weights.Min())
            {
                throw new ConfigurationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The weights {weights.Max()} and {weights.Min()} are too far apart: in a pass, which reads every corpus in full, more than {MostTimes:N0} pairs of one would come for each of the other."));
            }

            decimal unit = 1m; // What the weights are counted in.
            while (weights.Sum() / unit <= MostShares && weights.Any(weight => weight % unit != 0m))
            {
                unit /= 10m;
            }

            if (weights.Sum() / unit <= MostShares)
            {
                return [.. weights.Select(weight => (long)(weight / unit))];
            }
        }

        throw new ConfigurationException(
            $"The weights {string.Join(", ", parts.Select(part => part.Weight.ToString(CultureInfo.InvariantCulture)))} are too far apart to be kept exactly: " +
            "together they may have 18 digits. Give them as in 1 and 3, or 0.25 and 0.75.");
    }

    /// <summary>Whether a corpus would fall behind its share before another, if neither had a turn.</summary>
    private bool FallsBehindBefore(int one, int other) =>
        (Int128)(_total - _due[one]) * shares[other] < (Int128)(_total - _due[other]) * shares[one];
}
