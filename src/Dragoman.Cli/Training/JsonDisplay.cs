using System.Text.Json;
using Dragoman.Data;
using Dragoman.Serialization;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Cli.Training;

/// <summary>One JSON object per line for programs: events <c>embeddings</c>, <c>start</c>, <c>progress</c>, <c>validation</c>, <c>warning</c>, <c>end</c>.</summary>
/// <param name="output">Where to write.</param>
internal sealed class JsonDisplay(TextWriter output) : ITrainingDisplay
{
    private readonly ProgressClock _clock = new(TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public TrainingSummary Show(Func<TrainingSummary> train) => train();

    /// <inheritdoc/>
    public void OnEmbeddings(EmbeddingCoverage coverage) => Write("embeddings", json =>
    {
        json.WriteString("file", coverage.File);
        json.WriteNumber("found", coverage.Found);
        json.WriteNumber("words", coverage.Words);
        JsonText.WriteWords(json, "missing", coverage.Missing);
    });

    /// <inheritdoc/>
    public void OnStart(TrainingStart start) => Write("start", json =>
    {
        JsonLine.WriteNumber(json, "trainingPairs", start.TrainingPairs);
        JsonLine.WriteNumber(json, "droppedPairs", start.Training?.LeftOut);
        json.WriteNumber("validationPairs", start.ValidationPairs);
        json.WriteNumber("sourceVocabulary", start.SourceVocabulary);
        json.WriteNumber("targetVocabulary", start.TargetVocabulary);
        json.WriteNumber("parameters", start.Parameters);
        json.WriteNumber("threads", start.Threads);
        json.WriteNumber("resumedAt", start.ResumedAt);
        json.WriteBoolean("validationChanged", start.ValidationChanged);
        WriteCounts(json, "training", start.Training);
        WriteCounts(json, "validation", start.Validation);
        JsonText.WriteWords(json, "notes", start.Notes);
    });

    /// <inheritdoc/>
    public void OnUpdate(TrainingProgress progress)
    {
        TimeSpan? remaining = _clock.Remaining(progress);
        if (_clock.IsDue())
        {
            Write("progress", json =>
            {
                json.WriteNumber("epoch", progress.Epoch);
                json.WriteNumber("update", progress.Update);
                JsonLine.WriteNumber(json, "fraction", progress.Fraction);
                JsonLine.WriteNumber(json, "loss", progress.Loss);
                JsonLine.WriteNumber(json, "gradientNorm", progress.GradientNorm);
                JsonLine.WriteNumber(json, "learningRate", progress.LearningRate);
                JsonLine.WriteNumber(json, "tokensPerSecond", progress.TokensPerSecond);
                JsonLine.WriteNumber(json, "secondsLeft", remaining?.TotalSeconds);
            });
        }
    }

    /// <inheritdoc/>
    public void OnValidation(ValidationResult validation) => Write("validation", json =>
    {
        json.WriteNumber("epoch", validation.Epoch);
        json.WriteNumber("update", validation.Update);
        JsonLine.WriteNumber(json, "trainingLoss", validation.TrainingLoss);
        JsonLine.WriteNumber(json, "validationLoss", validation.Loss);
        JsonLine.WriteNumber(json, "validationPerplexity", validation.Perplexity);
        JsonLine.WriteNumber(json, "validationScore", validation.Score);
        json.WriteBoolean("best", validation.IsBest);
        JsonLine.WriteNumber(json, "learningRate", validation.LearningRate);
        JsonLine.WriteNumber(json, "tokensPerSecond", validation.TokensPerSecond);
        JsonLine.WriteNumber(json, "seconds", validation.Elapsed.TotalSeconds);
    });

    /// <inheritdoc/>
    public void OnWarning(string warning) => Write("warning", json => json.WriteString("message", warning));

    /// <inheritdoc/>
    public void OnStopping()
    {
    }

    /// <inheritdoc/>
    public void OnEnd(TrainingSummary summary, TrainingAdvice advice) => Write("end", json =>
    {
        json.WriteString("reason", JsonNamingPolicy.CamelCase.ConvertName(summary.Reason.ToString()));
        json.WriteNumber("update", summary.Update);
        JsonLine.WriteNumber(json, "bestLoss", summary.BestLoss);
        if (summary.BestScore is { } score)
        {
            JsonLine.WriteNumber(json, "bestScore", score);
        }

        json.WriteNumber("tokens", summary.Tokens);
        JsonLine.WriteNumber(json, "seconds", summary.Elapsed.TotalSeconds);
        json.WriteString("model", advice.Folder);
    });

    private static void WriteCounts(Utf8JsonWriter json, string name, CorpusCounts? counts)
    {
        if (counts is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("pairs", counts.Pairs);
        json.WriteNumber("cut", counts.Cut);
        json.WriteNumber("tooLong", counts.TooLong);
        json.WriteNumber("blank", counts.Blank);
        foreach ((string side, TokenCounts tokens) in new[] { ("source", counts.Source), ("target", counts.Target) })
        {
            json.WriteStartObject(side);
            json.WriteNumber("tokens", tokens.Tokens);
            json.WriteNumber("types", tokens.Types);
            json.WriteNumber("unknownTokens", tokens.UnknownTokens);
            json.WriteNumber("unknownTypes", tokens.UnknownTypes);
            json.WriteNumber("unknownShare", tokens.UnknownShare);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Write(string name, Action<Utf8JsonWriter> writeMembers)
    {
        output.WriteLine(JsonLine.Of(json =>
        {
            json.WriteString("event", name);
            writeMembers(json);
        }));
        output.Flush();
    }
}
