using System.Numerics.Tensors;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Optimization;

/// <summary>Changes parameters by their gradients, and keeps what it has to remember of earlier gradients.</summary>
internal abstract class Optimizer
{
    private const string AverageName = "average";

    private readonly OptimizerOptions _options;
    private readonly int _ruleMemories;

    protected Optimizer(OptimizerOptions options, ParameterSet parameters, params string[] memoryNames)
    {
        (_options, _ruleMemories) = (options, memoryNames.Length);
        Parameters = parameters.Trainable;
        MemoryNames = options.AverageDecay > 0f ? [.. memoryNames, AverageName] : memoryNames;
        Memories = new Matrix[MemoryNames.Count][];
        for (int memory = 0; memory < Memories.Length; memory++)
        {
            Memories[memory] = new Matrix[parameters.All.Count];
            foreach (Parameter parameter in parameters.Trainable)
            {
                Memories[memory][parameter.Index] = Matrix.Allocate(parameter.RowCount, parameter.ColumnCount);
            }
        }
    }

    /// <summary>The parameters that it changes, in the order of the model file.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Names of what is remembered, one for each entry of <see cref="Memories"/>, as written to checkpoints.</summary>
    public IReadOnlyList<string> MemoryNames { get; }

    /// <summary>What is remembered: for each memory, by <see cref="Parameter.Index"/>, a matrix of every parameter's shape; of a constant nothing.</summary>
    public Matrix[][] Memories { get; }

    /// <summary>Makes an optimizer.</summary>
    /// <param name="options">Which rule, with its constants.</param>
    /// <param name="parameters">All parameters of the model, of which it changes the trainable ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rule is unknown.</exception>
    public static Optimizer Create(OptimizerOptions options, ParameterSet parameters) => options.Kind switch
    {
        OptimizerKind.Adam => new AdamOptimizer(options, parameters),
        OptimizerKind.Sgd => new SgdOptimizer(options, parameters),
        OptimizerKind.Adadelta => new AdadeltaOptimizer(options, parameters),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "Unknown optimizer."),
    };

    /// <summary>Changes some rows of one parameter.</summary>
    /// <param name="gradients">The gradients of all parameters.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="start">First row.</param>
    /// <param name="end">Row after the last.</param>
    /// <param name="update">Which update this is, and by how much it goes.</param>
    public void Apply(GradientBuffer gradients, Parameter parameter, int start, int end, UpdateScale update)
    {
        if (parameter.Kind != ParameterKind.Table)
        {
            Matrix gradient = gradients.Whole(parameter).RowRange(start, end - start);
            StepRows(parameter, start, end - start, gradient.Span, update);
            return;
        }

        RowGradient rows = gradients.Rows(parameter);
        int untouched = start;
        for (int row = start; row < end; row++)
        {
            if (rows.TryGetSlot(row, out int slot))
            {
                StepRows(parameter, untouched, row - untouched, [], update);
                StepRows(parameter, row, 1, rows.Values.Row(slot), update);
                untouched = row + 1;
            }
        }

        StepRows(parameter, untouched, end - untouched, [], update);
    }

    /// <summary>What a parameter is for the world outside training: its running mean over the updates if one is kept, else its value.</summary>
    /// <param name="parameter">A parameter of the model.</param>
    public Matrix Settled(Parameter parameter) =>
        _options.AverageDecay > 0f && Memories[^1][parameter.Index] is { IsEmpty: false } average ? average : parameter.Value;

    /// <summary>Exchanges each parameter's value with its running mean; without running means nothing. A second call takes it back.</summary>
    public void Exchange()
    {
        foreach (Parameter parameter in _options.AverageDecay > 0f ? Parameters : [])
        {
            Span<float> values = parameter.Value.Span;
            Span<float> average = Memories[^1][parameter.Index].Span;
            for (int i = 0; i < values.Length; i++)
            {
                (values[i], average[i]) = (average[i], values[i]);
            }

            parameter.MarkChanged();
        }
    }

    /// <summary>Whether steps have one size, whatever the gradient, so that <see cref="Parameter.StepFactor"/> counts.</summary>
    protected virtual bool TakesStepsOfOneSize => false;

    /// <summary>Changes a run of elements.</summary>
    /// <param name="values">The parameter's numbers.</param>
    /// <param name="gradient">Their gradient; empty means zero.</param>
    /// <param name="first">The same run of the first memory; empty if there is none.</param>
    /// <param name="second">The same run of the second memory; empty if there is none.</param>
    /// <param name="update">Which update this is, and by how much it goes.</param>
    protected abstract void Step(
        Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, UpdateScale update);

    private void StepRows(Parameter parameter, int start, int count, ReadOnlySpan<float> gradient, UpdateScale update)
    {
        if (count == 0)
        {
            return;
        }

        Span<float> values = parameter.Value.RowRange(start, count).Span;
        UpdateScale scale = TakesStepsOfOneSize ? update with { LearningRate = update.LearningRate * parameter.StepFactor } : update;
        if (_options.WeightDecay > 0f)
        {
            TensorPrimitives.Multiply(values, 1f - (scale.LearningRate * _options.WeightDecay), values);
        }

        Step(values, gradient, Memory(0), Memory(1), scale);
        if (_options.AverageDecay > 0f)
        {
            Span<float> average = Memories[^1][parameter.Index].RowRange(start, count).Span;
            TensorPrimitives.Lerp(average, values, 1f - AverageDecayAt(update.Number), average);
        }

        Span<float> Memory(int index) =>
            index < _ruleMemories ? Memories[index][parameter.Index].RowRange(start, count).Span : [];
    }

    /// <summary>The mean begins at the first values and forgets faster while it is young.</summary>
    private float AverageDecayAt(long update) => Math.Min(_options.AverageDecay, (update - 1f) / (update + 9f));
}

/// <summary>Which update it is, and by how much it goes.</summary>
/// <param name="Number">Number of the update, from 1.</param>
/// <param name="LearningRate">Step size of this update.</param>
/// <param name="GradientScale">Factor of the gradient, below 1 when it is clipped.</param>
internal readonly record struct UpdateScale(long Number, float LearningRate, float GradientScale);
