using System.Globalization;

namespace Dragoman.Text.SentencePieces;

/// <summary>What a file of SentencePiece says: its pieces, and how text is normalised before it is cut.</summary>
internal sealed class SentencePieceModel
{
    private const int MostPieces = 2_000_000;
    private const int PiecesField = 1;
    private const int TrainerField = 2;
    private const int NormalizerField = 3;
    private const int DenormalizerField = 5;
    private const string DefaultUnknownSurface = " \u2047 ";

    private static readonly string[] Kinds = ["unknown", "unigram", "bpe", "word", "char"];

    private readonly List<Piece> _pieces = [];
    private readonly Dictionary<string, int> _ids = [];
    private int _kind = 1;

    private SentencePieceModel(byte[] file)
    {
        File = file;
    }

    /// <summary>The file as it was read.</summary>
    internal byte[] File { get; }

    /// <summary>The pieces, by their ids in the file.</summary>
    internal IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>Whether text is cut by merging (BPE) rather than by the most probable pieces (unigram).</summary>
    internal bool IsMerging => _kind == 2;

    /// <summary>Whether a character that no piece can write becomes bytes.</summary>
    internal bool HasBytes { get; private set; }

    /// <summary>What is written for a piece that is not known.</summary>
    internal string UnknownSurface { get; private set; } = DefaultUnknownSurface;

    /// <summary>Whether a space is put before the sentence.</summary>
    internal bool AddsPrefix { get; private set; } = true;

    /// <summary>Whether runs of spaces become one, and those at the ends none.</summary>
    internal bool RemovesExtraSpaces { get; private set; } = true;

    /// <summary>Which characters are replaced; null if none.</summary>
    internal CharacterMap? Characters { get; private set; }

    /// <summary>The piece of a text, of whatever type; null if there is none.</summary>
    /// <param name="text">The text.</param>
    internal Piece? Find(string text) => _ids.TryGetValue(text, out int id) ? _pieces[id] : null;

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <exception cref="InvalidDataException">It is something else, damaged, or a kind of model that is not understood; the message ends a sentence.</exception>
    internal static SentencePieceModel Read(byte[] file)
    {
        SentencePieceModel model = new(file);
        ProtobufReader reader = new(file);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case PiecesField:
                    model.Add(ReadPiece(reader.Bytes()));
                    break;
                case TrainerField:
                    model.ReadTrainer(reader.Bytes());
                    break;
                case NormalizerField:
                    model.ReadNormalizer(reader.Bytes());
                    break;
                case DenormalizerField:
                    ThrowIfMapping(reader.Bytes());
                    break;
                default:
                    break; // Such as the trainer's own tests.
            }
        }

        model.Check();
        return model;
    }

    private void Add(Piece piece)
    {
        int id = _pieces.Count;
        if (id == MostPieces)
        {
            throw new InvalidDataException($"it has more than {MostPieces} pieces.");
        }

        if (piece.Text.Length == 0 || !float.IsFinite(piece.Score) || !Enum.IsDefined(piece.Type) || !_ids.TryAdd(piece.Text, id))
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"piece {id} is empty, there twice, or has an impossible score or type."));
        }

        _pieces.Add(piece);
    }

    private static Piece ReadPiece(ReadOnlySpan<byte> message)
    {
        Piece piece = new("", 0, PieceType.Normal);
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            piece = reader.Field switch
            {
                1 => piece with { Text = reader.Text() },
                2 => piece with { Score = reader.Single() },
                3 => piece with { Type = (PieceType)reader.Int32() },
                _ => piece,
            };
        }

        return piece;
    }

    private void ReadTrainer(ReadOnlySpan<byte> message)
    {
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3:
                    _kind = reader.Int32();
                    break;
                case 24 when reader.Boolean():
                    throw new InvalidDataException("its pieces end in the space after them (treat_whitespace_as_suffix), and only those that begin with one are understood.");
                case 35:
                    HasBytes = reader.Boolean();
                    break;
                case 44:
                    UnknownSurface = reader.Text();
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> message)
    {
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    Characters = reader.Bytes().IsEmpty ? null : new CharacterMap(reader.Bytes());
                    break;
                case 3:
                    AddsPrefix = reader.Boolean();
                    break;
                case 4:
                    RemovesExtraSpaces = reader.Boolean();
                    break;
                case 5 when !reader.Boolean():
                    throw new InvalidDataException("it leaves spaces as they are (escape_whitespaces is false), and only those written as \u2581 are understood.");
                default:
                    break;
            }
        }
    }

    private static void ThrowIfMapping(ReadOnlySpan<byte> denormalizer)
    {
        ProtobufReader reader = new(denormalizer);
        while (reader.Next())
        {
            if (reader.Field == 2 && !reader.Bytes().IsEmpty)
            {
                throw new InvalidDataException("it replaces characters on the way back to text (a denormalizer), which is not understood.");
            }
        }
    }

    private void Check()
    {
        if (_kind is not (1 or 2))
        {
            throw new InvalidDataException($"it is a model of kind {(_kind is >= 0 and < 5 ? Kinds[_kind] : _kind)}, and unigram and bpe are understood.");
        }

        if (_pieces.Count(piece => piece.Type == PieceType.Unknown) != 1)
        {
            throw new InvalidDataException("it has not exactly one piece for what is unknown, as a model of SentencePiece does.");
        }

        if (HasBytes && Enumerable.Range(0, 256).Any(value => Find(ByteText((byte)value)) is not { Type: PieceType.Byte }))
        {
            throw new InvalidDataException("it writes unknown characters in bytes (byte_fallback), and has not a piece for each of them.");
        }
    }

    /// <summary>The text of the piece of a byte.</summary>
    /// <param name="value">The byte.</param>
    internal static string ByteText(byte value) => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");
}
