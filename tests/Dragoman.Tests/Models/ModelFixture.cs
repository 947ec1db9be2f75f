using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Fixtures;

namespace Dragoman.Tests.Models;

/// <summary>A whole model with its batch and what PyTorch computes from them.</summary>
internal sealed class ModelFixture : IDisposable
{
    private readonly Fixture _file;
    private readonly int[] _order;
    private readonly int[] _targetLengths;
    private readonly int _targetTime;

    internal ModelFixture(string name)
    {
        _file = Fixture.Open(name);
        Model = new Seq2SeqModel(Options(name), _file.Size("encoder.embedding.weight", 0), _file.Size("decoder.embedding.weight", 0));
        foreach (Parameter parameter in Model.Parameters.All)
        {
            _file.CopyTo(parameter.Name, parameter.Value);
            parameter.MarkChanged();
        }

        _targetLengths = _file.Integers("target_lengths");
        _targetTime = _file.Size("target_in", 1);
        _order = [.. Enumerable.Range(0, _targetLengths.Length).OrderByDescending(sentence => _targetLengths[sentence])];
        AddSentences();
    }

    internal Seq2SeqModel Model { get; }

    internal SourceBatch Source { get; } = new();

    internal TargetBatch Target { get; } = new();

    internal float Loss => _file.Read("loss")[0, 0];

    internal bool HasAttention => _file.Contains("attention");

    internal IEnumerable<string> ParameterNames => _file.Names.Where(name => _file.Contains("grad." + name));

    internal Matrix Read(string name) => _file.Read(name);

    /// <summary>The rows of a [batch, target_time, …] tensor at the real target positions, in the order of the target batch.</summary>
    internal float[] RealTargetRows(string name) => RealTargetRows(_file.Read(name));

    internal float[] RealTargetRows(Matrix all)
    {
        var rows = new List<float>();
        for (int step = 0; step < Target.Steps.StepCount; step++)
        {
            for (int rank = 0; rank < Target.Steps.ActiveRows(step); rank++)
            {
                rows.AddRange(all.Row((_order[rank] * _targetTime) + step));
            }
        }

        return [.. rows];
    }

    /// <summary>A [batch, …] tensor with its sentences in the order of the batch, for one layer of [layers, batch, …].</summary>
    internal float[] InBatchOrder(string name, int layer)
    {
        Matrix all = _file.Read(name);
        return [.. _order.SelectMany(sentence => all.Row((layer * _order.Length) + sentence).ToArray())];
    }

    /// <summary>The rows of a [batch, source_time, …] tensor at the real source positions, sentence after sentence in the order of the batch.</summary>
    internal float[] RealSourceRows(string name)
    {
        Matrix all = _file.Read(name);
        int[] lengths = _file.Integers("source_lengths");
        int time = _file.Size("source", 1);
        return
        [
            .. _order.SelectMany(sentence =>
                Enumerable.Range(0, lengths[sentence]).SelectMany(step => all.Row((sentence * time) + step).ToArray())),
        ];
    }

    public void Dispose() => _file.Dispose();

    private void AddSentences()
    {
        int[] source = _file.Integers("source");
        int[] sourceLengths = _file.Integers("source_lengths");
        int[] outputs = _file.Integers("target_out");
        int sourceTime = _file.Size("source", 1);
        Source.Load(_order.Select(sentence => source.AsSpan(sentence * sourceTime, sourceLengths[sentence]).ToArray()));
        Target.Load(_order.Select(sentence => outputs.AsSpan(sentence * _targetTime, _targetLengths[sentence]).ToArray()), startToken: _file.Integers("target_in")[0]);
    }

    /// <summary>The options of the preset of that name, or of the preset it varies, in the sizes of the file.</summary>
    private ModelOptions Options(string name)
    {
        ModelOptions options = name switch
        {
            "seq2seq-mean" => Preset.Find("seq2seq-context").Options.Model with { Summary = SourceSummary.Mean },
            "seq2seq-max" => Preset.Find("seq2seq-context").Options.Model with { Summary = SourceSummary.Max },
            "rnnsearch-previous" => Preset.Find("rnnsearch").Options.Model with { Readout = ReadoutKind.MaxoutOfPrevious },
            "conditional-coverage" => WithCoverage(Preset.Find("conditional").Options.Model),
            "luong-bidirectional" => Preset.Find("luong-general").Options.Model with { Direction = EncoderDirection.Both },
            _ => Preset.Find(name).Options.Model,
        };
        return options with
        {
            EmbedSize = _file.Size("encoder.embedding.weight", 1),
            EncoderHiddenSize = _file.Size("encoder.rnn.weight_hh_l0" + (options.Direction == EncoderDirection.Backward ? "_reverse" : ""), 1),
            DecoderHiddenSize = _file.Size("decoder.rnn.weight_hh_l0", 1),
            Attention = options.Attention with
            {
                Units = UnitsOf("attention.v.weight", "attention.position.v.weight"),
                Positions = options.Attention.Score == AttentionScore.Location ? _file.Size("attention.weight", 0) : options.Attention.Positions,
                WindowRadius = _file.Contains("radius") ? _file.Integers("radius")[0] : options.Attention.WindowRadius,
                Dropout = 0f,
            },
            MaxoutUnits = _file.Contains("decoder.maxout.state.weight") ? _file.Size("decoder.maxout.state.weight", 0) / 2 : options.MaxoutUnits,
            EmbedDropout = 0f,
            LayerDropout = 0f,
            ReadoutDropout = 0f,
        };
    }

    private static ModelOptions WithCoverage(ModelOptions model) => model with { Attention = model.Attention with { Coverage = true } };

    private int UnitsOf(params string[] vectors) => vectors.Where(_file.Contains).Select(vector => _file.Size(vector, 1)).FirstOrDefault(1);
}
