namespace Dragoman.Text.SentencePieces;

/// <summary>Cuts normalised text into the pieces of a model. Immutable and safe for many threads.</summary>
internal interface IPieceCutter
{
    /// <summary>Cuts a text.</summary>
    /// <param name="text">Normalised text.</param>
    /// <param name="pieces">Takes the length of each piece, in order, and whether the model has it.</param>
    void Cut(string text, List<(int Length, bool IsKnown)> pieces);
}
