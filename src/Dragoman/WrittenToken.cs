namespace Dragoman;

/// <summary>A token of a translation that is being searched for, which no further step can change.</summary>
/// <param name="Token">The token, in the target vocabulary's spelling.</param>
/// <param name="Text">The translation as far as it is written, this token included; where tokens are pieces, its last word may go on.</param>
/// <param name="LogProbability">Natural logarithm of the probability of the token after those before it.</param>
public sealed record WrittenToken(string Token, string Text, double LogProbability);
