using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Training;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Lab.Evaluation;
using Dragoman.Metrics;
using Dragoman.Serialization;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman evaluate</c>: translates a test set and scores the translations.</summary>
internal sealed class EvaluateCommand : Command
{
    private const int ChunkSize = 1000;

    private readonly Terminal _terminal;
    private readonly TranslatorSettings _models = new();
    private readonly CorpusOptions _corpus = new("--data", "--source", "--target", "to test on", required: true);
    private readonly SearchSettings _search = new();
    private readonly UnknownSettings _unknown = new();
    private readonly SentenceLimitOption _limit = new();

    private readonly MetricSettings _metrics = new(MetricKind.Bleu, MetricKind.ChrF);

    private readonly Option<bool> _group = new("--group")
    {
        Description = "Pairs of the same source sentence become one sentence with several references.",
    };

    private readonly Option<bool> _raw = new("--raw")
    {
        Description =
            "Score against the references as they stand in the file. Without it they lose what the model's target text has lost in " +
            "training and translations cannot have, such as capital letters.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the scores as one JSON object." };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal EvaluateCommand(Terminal terminal)
        : base("evaluate", "Translate a test set and score the translations; also the model's perplexity on it.")
    {
        _terminal = terminal;
        _models.AddTo(this);
        _corpus.AddTo(this);
        _metrics.AddTo(this);
        foreach (Option option in new Option[] { _group, _raw, _json })
        {
            Add(option);
        }

        _search.AddTo(this);
        _unknown.AddTo(this, _search);
        _limit.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        IReadOnlyList<(MetricKind Kind, SegmentMetric Metric)> metrics = _metrics.Create(arguments);
        string[] models = _models.FoldersOf(arguments);
        new InputFiles(_terminal).Add(_corpus.PathsOf(arguments)).Add(_unknown.DictionaryOf(arguments)).AddModels(models).ThrowIfStandardOutput();
        using Translator translator = _models.Load(arguments);
        _limit.Apply(arguments, translator);
        SearchOptions search = _search.Apply(arguments, translator);
        LineCorpus corpus = _corpus.Open(arguments, _terminal)!;
        Func<Translation, Translation> replaceUnknown = _unknown.Apply(arguments, translator);
        TestSet test = TestSet.Read(corpus, translator.Options.Data, arguments.GetValue(_group), arguments.GetValue(_raw));
        test.ThrowIfUnfit(metrics.Select(entry => entry.Metric));
        if (test.Note is { } note)
        {
            _terminal.Error.WriteLine($"note: {note}");
        }

        ReadingNotes notes = new(_terminal, translator);
        string[] hypotheses = [.. Translate(translator, test.Sources, search, notes).Select(translation => replaceUnknown(translation).Text)];
        (MetricKind Kind, MetricResult Result)[] results = [.. metrics.Select(entry => (entry.Kind, entry.Metric.Score(hypotheses, test.References)))];
        LossResult measured = translator.Loss(corpus);
        double loss = measured.Loss ?? double.NaN;
        notes.Add(measured);
        if (arguments.GetValue(_json))
        {
            WriteJson(results, test, loss, notes.Counts);
        }
        else
        {
            WriteText(results.Select(entry => entry.Result), test.Sources.Count, loss);
        }

        _terminal.Output.Flush();
        notes.Report();

        return ExitCode.Success;
    }

    private IEnumerable<Translation> Translate(Translator translator, IReadOnlyList<string> sentences, SearchOptions search, ReadingNotes notes)
    {
        int done = 0;
        foreach (string[] chunk in sentences.Chunk(ChunkSize))
        {
            foreach (Translation translation in translator.TranslateBatch(chunk, search))
            {
                notes.Add(translation);
                yield return translation;
            }

            done += chunk.Length;
            if (_terminal.IsInteractive && sentences.Count > ChunkSize)
            {
                _terminal.Error.Write($"\rtranslated {Figures.Count(done)} of {Figures.Count(sentences.Count)} sentences{(done < sentences.Count ? "" : "\n")}");
            }
        }
    }

    private void WriteText(IEnumerable<MetricResult> results, int sentences, double loss)
    {
        foreach (MetricResult result in results)
        {
            _terminal.Output.WriteLine(result.ToSignedString());
        }

        _terminal.Output.WriteLine($"perplexity = {Figures.Perplexity(loss)} ({Figures.Loss(loss)} nats per target token)");
        _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sentences = {sentences}"));
    }

    private void WriteJson(IEnumerable<(MetricKind Kind, MetricResult Result)> results, TestSet test, double loss, ReadingCounts read)
    {
        _terminal.Output.WriteLine(JsonLine.Of(json =>
        {
            json.WriteNumber("sentences", test.Sources.Count);
            json.WriteNumber("blankPairs", test.BlankCount);
            json.WriteNumber("truncated", read.Truncated);
            json.WriteNumber("longerThanTrained", read.LongerThanTrained);
            json.WriteNumber("sourceTokens", read.SourceTokens);
            json.WriteNumber("unknownSourceTokens", read.UnknownSourceTokens);
            json.WriteNumber("sentencesWithUnknown", read.SentencesWithUnknown);
            JsonLine.WriteNumber(json, "loss", loss);
            JsonLine.WriteNumber(json, "perplexity", Math.Exp(loss));
            json.WriteStartObject("metrics");
            foreach ((MetricKind kind, MetricResult result) in results)
            {
                json.WriteStartObject(kind.ToName());
                json.WriteNumber("score", result.Score);
                json.WriteString("signature", result.Signature);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }));
    }
}
