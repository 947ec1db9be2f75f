using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>What a training is made of, read before anything is written.</summary>
/// <param name="Continues">Whether an earlier run is continued.</param>
/// <param name="Options">All options.</param>
/// <param name="Source">Reads source sentences.</param>
/// <param name="Target">Reads target sentences.</param>
/// <param name="Encoder">Makes ids of pairs.</param>
/// <param name="Fresh">What reading the corpus for a new model has shown; null where a run is continued.</param>
/// <param name="Held">The pairs to validate on; null for none.</param>
/// <param name="Model">The model, its weights not read yet.</param>
internal sealed record TrainingMaterial(
    bool Continues,
    TranslatorOptions Options,
    TextModel Source,
    TextModel Target,
    PairEncoder Encoder,
    TrainingCorpus? Fresh,
    ValidationPairs? Held,
    Seq2SeqModel Model);
