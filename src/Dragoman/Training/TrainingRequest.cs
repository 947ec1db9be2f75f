using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Distributed;
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
}
