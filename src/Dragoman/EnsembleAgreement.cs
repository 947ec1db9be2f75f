using Dragoman.Options;

namespace Dragoman;

/// <summary>Models that translate together must read and write the same tokens.</summary>
internal static class EnsembleAgreement
{
    /// <summary>Throws unless all models make the same ids of text.</summary>
    /// <param name="folders">Where each was loaded from.</param>
    /// <param name="members">The models.</param>
    /// <exception cref="ConfigurationException">Two differ.</exception>
    internal static void ThrowUnlessAlike(IReadOnlyList<string> folders, IReadOnlyList<Translator> members)
    {
        Translator first = members[0];
        for (int i = 1; i < members.Count; i++)
        {
            if (!members[i].Source.ReadsAs(first.Source) || !members[i].Target.ReadsAs(first.Target) ||
                members[i].Options.Data.Encoding.AppendEosToSource != first.Options.Data.Encoding.AppendEosToSource)
            {
                throw new ConfigurationException(
                    $"The models in {folders[0]} and {folders[i]} do not read text alike: their vocabularies, tokenizers or ways of cleaning text differ. " +
                    "Train the models of an ensemble on the same pairs with the same data options and another training.seed each, and give all the same pairs to validate on, for each seed holds out others.");
            }
        }
    }
}
