using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Distributed;
using Dragoman.Models;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>What is trained, on what, and where the model goes.</summary>
public sealed record TrainingRequest
{
    /// <summary>All options of the translator. Default: those of the preset <c>default</c>.</summary>
    public TranslatorOptions Options { get; init; } = Preset.Find("default").Options;

    /// <summary>The pairs to learn from; with links, as from an <c>AlignedCorpus</c>, if attention is to be guided.</summary>
    public required ICorpus Training { get; init; }

    /// <summary>Pairs to validate on; null holds out a share of the training pairs, as the options say.</summary>
    public ICorpus? Validation { get; init; }

    /// <summary>Path of the folder where the model goes.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Path of the folder of a trained model whose weights, vocabularies and tokenizers a new training starts with, such as to adapt it to other text; the
    /// options of model and text must be its own. Null starts anew. Not read again when training is resumed.
    /// </summary>
    public string? From { get; init; }

    /// <summary>Is told how it goes, or null.</summary>
    public ITrainingObserver? Observer { get; init; }

    /// <summary>Makes the score of a model whose attention is custom; null for built-in scores.</summary>
    public AttentionFactory? CustomAttention { get; init; }

    /// <summary>Makes the tokenizers of a model whose tokenizers are custom; null for built-in tokenizers.</summary>
    public ITokenizerFactory? CustomTokenizer { get; init; }

    /// <summary>File of word vectors from which the encoder's embeddings start; null for none. Not read again when training is resumed.</summary>
    public string? SourceEmbeddings { get; init; }

    /// <summary>The same for the decoder's.</summary>
    public string? TargetEmbeddings { get; init; }

    /// <summary>
    /// The processes that train this model together, each of them with the same request: every batch is split among them, all read the corpora and the model folder, and
    /// rank 0 writes it. Null for this process alone.
    /// </summary>
    public ICommunicator? Communicator { get; init; }

    /// <summary>How those processes exchange their gradients.</summary>
    public ExchangeOptions Exchange { get; init; } = new();

    /// <summary>Whether to continue from the folder's checkpoint, if there is one. Default: false.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether a model that the folder holds is replaced; otherwise it can only be continued, which takes its training state. Default: false.</summary>
    public bool Overwrites { get; init; }

    /// <summary>What of the request would not be used, or cannot be.</summary>
    /// <returns>One sentence for each.</returns>
    internal IEnumerable<string> Contradictions()
    {
        if (CustomAttention is not null && Options.Model.Attention.Score != AttentionScore.Custom)
        {
            yield return "A score of one's own is given, but model.attention.score is another. Set it to custom, or leave out the factory.";
        }

        if (CustomTokenizer is not null && Options.Data.Source.Tokenizer != TokenizerKind.Custom && Options.Data.Target.Tokenizer != TokenizerKind.Custom)
        {
            yield return "A tokenizer of one's own is given, but data.source.tokenizer and data.target.tokenizer are others. Set one to custom, or leave out the factory.";
        }

        if (SourceEmbeddings is not null && TargetEmbeddings is not null && Options.Model.Tying == WeightTying.All)
        {
            yield return "Word vectors are given for both sides, but model.tying is all: the sides have one table, and one file would overwrite the other. " +
                "Give one file with the words of both sides, or set model.tying to none or target.";
        }

        if (Communicator is { } ranks && (ranks.Size < 1 || ranks.Rank < 0 || ranks.Rank >= ranks.Size))
        {
            yield return $"The communicator says that this is rank {ranks.Rank} of {ranks.Size}; there must be one at least, and they count from 0.";
        }
    }
}
