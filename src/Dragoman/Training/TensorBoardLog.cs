using System.Globalization;
using System.Text.Json;
using Dragoman.Optimization;
using Dragoman.Serialization;
using Dragoman.Storage;

namespace Dragoman.Training;

/// <summary>Notes a training for TensorBoard, as scalars in an event file, and hands all on to another observer.</summary>
/// <remarks>
/// <para>
/// The step of a scalar is the number of the update. Every <see cref="Interval"/> updates: <c>loss/training</c> (of the latest updates), <c>gradient/norm</c>,
/// <c>learning_rate</c>, <c>tokens_per_second</c>. At each validation with pairs: <c>loss/validation</c>, <c>perplexity/validation</c>, and the score by its
/// name, such as <c>score/bleu</c>, if validations are compared by one.
/// </para>
/// <para>
/// Each run of a training writes a file of its own, which begins with the step at which it goes on: what an earlier file holds from there on, since a crash lost
/// the checkpoint behind it, TensorBoard drops. When the file cannot be written, the observer is warned once, and training goes on without it.
/// </para>
/// </remarks>
/// <example><code>
/// using TensorBoardLog log = new("models/en-fr");
/// TrainingRequest request = new() { Training = new TsvCorpus("pairs.tsv"), Folder = "models/en-fr", Observer = log };
/// </code></example>
/// <param name="folder">Path of the model folder; the file is made in its <see cref="ModelFolder.TensorBoardPath"/>.</param>
/// <param name="next">Is told all, too; null for nobody.</param>
public sealed class TensorBoardLog(string folder, ITrainingObserver? next = null) : ITrainingObserver, IDisposable
{
    /// <summary>Updates from one training scalar to the next.</summary>
    public const int Interval = 10;

    private readonly string _folder = new ModelFolder(folder).TensorBoardPath;
    private readonly ProtobufWriter _event = new();
    private readonly ProtobufWriter _summary = new();
    private readonly ProtobufWriter _value = new();
    private RecordLog? _log;
    private long _firstStep;
    private string? _score;
    private bool _hasFailed;

    /// <inheritdoc/>
    public void OnEmbeddings(EmbeddingCoverage coverage) => next?.OnEmbeddings(coverage);

    /// <inheritdoc/>
    public void OnStart(TrainingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        _firstStep = start.ResumedAt + 1;
        _score = start.BestBy == ValidationMeasure.Loss ? null : $"score/{JsonNamingPolicy.CamelCase.ConvertName(start.BestBy.ToString())}";
        next?.OnStart(start);
        Try(() => FolderAccess.Make(_folder)); // Says at once that nothing can be written there.
    }

    /// <inheritdoc/>
    public void OnUpdate(TrainingProgress progress)
    {
        if (progress.Update % Interval == 0)
        {
            Write(
                progress.Update,
                ("loss/training", progress.Loss),
                ("gradient/norm", progress.GradientNorm),
                ("learning_rate", progress.LearningRate),
                ("tokens_per_second", progress.TokensPerSecond));
        }

        next?.OnUpdate(progress);
    }

    /// <inheritdoc/>
    public void OnValidation(ValidationResult validation)
    {
        if (!double.IsNaN(validation.Loss))
        {
            (string Tag, double Value)[] scalars = [("loss/validation", validation.Loss), ("perplexity/validation", validation.Perplexity)];
            Write(validation.Update, _score is not null && validation.Score is { } score ? [.. scalars, (_score, score)] : scalars);
        }

        next?.OnValidation(validation);
    }

    /// <inheritdoc/>
    public void OnWarning(string warning) => next?.OnWarning(warning);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _log?.Dispose();

    /// <summary>Writes scalars; one that is infinite or no number stays so, for TensorBoard marks it.</summary>
    private void Write(long step, params ReadOnlySpan<(string Tag, double Value)> scalars)
    {
        _summary.Clear();
        foreach ((string tag, double value) in scalars)
        {
            _value.Clear();
            _value.WriteText(1, tag);
            _value.WriteSingle(2, (float)value);
            _summary.WriteMessage(1, _value);
        }

        Try(() => Append(_log ??= Begin(), step, e => e.WriteMessage(5, _summary)));
    }

    private void Try(Action write)
    {
        if (_hasFailed)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _hasFailed = true;
            OnWarning($"Warning: {_folder}: the file for TensorBoard cannot be written ({e.Message.TrimEnd('.')}), so it ends here. Training goes on without it.");
        }
    }

    /// <summary>Makes the file, with the version of its format and the step from which it replaces what other files hold.</summary>
    private RecordLog Begin()
    {
        FolderAccess.Make(_folder);
        RecordLog log = new(FindPath());
        try
        {
            Append(log, 0, e => e.WriteText(3, "brain.Event:2"));
            ProtobufWriter session = new();
            session.WriteInteger(1, 1); // START
            Append(log, _firstStep, e => e.WriteMessage(7, session));
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>A name that sorts by time, with what keeps runs apart that begin in the same second.</summary>
    private string FindPath()
    {
        string host = string.Concat(Environment.MachineName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        string start = string.Create(
            CultureInfo.InvariantCulture, $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds():D10}.{host}.{Environment.ProcessId}");
        return Enumerable.Range(0, int.MaxValue)
            .Select(number => Path.Combine(_folder, FormattableString.Invariant($"{start}.{number}")))
            .First(path => !File.Exists(path));
    }

    private void Append(RecordLog log, long step, Action<ProtobufWriter> writeWhat)
    {
        _event.Clear();
        _event.WriteDouble(1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0);
        _event.WriteInteger(2, step);
        writeWhat(_event);
        log.Append(_event.Written);
    }
}
