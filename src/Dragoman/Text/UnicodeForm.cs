namespace Dragoman.Text;

/// <summary>The Unicode normalisation form that text is brought to.</summary>
public enum UnicodeForm
{
    /// <summary>Text stays as it is.</summary>
    None,

    /// <summary>Form C: a letter and its marks are one character wherever Unicode has one (é rather than e and an accent).</summary>
    Nfc,
}
