using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Layers;

/// <summary>A recurrent unit: its weights and its step. It keeps no state between calls.</summary>
/// <remarks>
/// Parameters have PyTorch's names and layout: weight_ih [gates × hidden, input], weight_hh [gates × hidden, hidden] and two biases. The input
/// may be given in several parts (such as context and embedding), each multiplied by its own columns of weight_ih.
/// </remarks>
internal abstract class RecurrentCell
{
    protected RecurrentCell(
        ParameterScope scope, string suffix, int hiddenSize, int gateCount, ReadOnlySpan<int> inputSizes,
        bool hasHiddenBias = true, ParameterRole inputBias = ParameterRole.Bias)
    {
        int inputSize = 0;
        foreach (int size in inputSizes)
        {
            inputSize += size;
        }

        HiddenSize = hiddenSize;
        InputToHidden = scope.Matrix("weight_ih" + suffix, gateCount * hiddenSize, inputSize);
        HiddenToHidden = scope.Matrix("weight_hh" + suffix, gateCount * hiddenSize, hiddenSize, ParameterRole.Recurrent);
        InputBias = scope.Vector("bias_ih" + suffix, gateCount * hiddenSize, inputBias);
        HiddenBias = hasHiddenBias ? scope.Vector("bias_hh" + suffix, gateCount * hiddenSize) : null;

        InputWeights = new Weight[inputSizes.Length];
        int start = 0;
        for (int i = 0; i < inputSizes.Length; i++)
        {
            InputWeights[i] = InputToHidden.Columns(start, inputSizes[i]);
            start += inputSizes[i];
        }
    }

    /// <summary>Width of the state.</summary>
    public int HiddenSize { get; }

    /// <summary>Whether the state has a memory beside what it shows.</summary>
    public virtual bool HasMemory => false;

    /// <summary>weight_ih: [gates × hidden, input].</summary>
    public Parameter InputToHidden { get; }

    /// <summary>weight_hh: [gates × hidden, hidden].</summary>
    public Parameter HiddenToHidden { get; }

    /// <summary>bias_ih: [1, gates × hidden].</summary>
    public Parameter InputBias { get; }

    /// <summary>bias_hh: [1, gates × hidden]; null for a unit without it.</summary>
    public Parameter? HiddenBias { get; }

    /// <summary>The columns of weight_ih for each part of the input, in order.</summary>
    public Weight[] InputWeights { get; }

    /// <summary>Makes a unit.</summary>
    /// <param name="kind">Which unit.</param>
    /// <param name="scope">Where its parameters are named.</param>
    /// <param name="suffix">End of their names, such as <c>_l0</c> or <c>_l1_reverse</c>.</param>
    /// <param name="hiddenSize">Width of the state.</param>
    /// <param name="inputSizes">Widths of the parts of the input, in the order of weight_ih's columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is unknown.</exception>
    public static RecurrentCell Create(CellKind kind, ParameterScope scope, string suffix, int hiddenSize, params ReadOnlySpan<int> inputSizes) =>
        kind switch
        {
            CellKind.Gru => new GruCell(scope, suffix, hiddenSize, inputSizes),
            CellKind.GruResetBefore => new GruResetBeforeCell(scope, suffix, hiddenSize, inputSizes),
            CellKind.Lstm => new LstmCell(scope, suffix, hiddenSize, inputSizes),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown recurrent unit."),
        };

    /// <summary>One step.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="maps">The maps of the loop.</param>
    /// <param name="gates">[rows, gates × hidden] The input's share of the gate sums, with bias_ih; overwritten, later also with its gradient.</param>
    /// <param name="previous">[rows, hidden] State before the step.</param>
    /// <param name="next">[rows, hidden] Overwritten with the state after the step.</param>
    /// <param name="mask">Units of the previous state that the recurrent product does not see, the same at all steps of the loop.</param>
    public abstract void Step(Tape tape, LoopMaps maps, Variable gates, CellState previous, CellState next, RepeatedMask mask);
}

/// <summary>The recurrent units.</summary>
public enum CellKind
{
    /// <summary>Gated recurrent unit, reset gate applied after the recurrent product (cuDNN, PyTorch, D2L).</summary>
    Gru,

    /// <summary>Gated recurrent unit with the reset gate applied before the recurrent product (Bahdanau et al. 2014).</summary>
    GruResetBefore,

    /// <summary>Long short-term memory.</summary>
    Lstm,
}

/// <summary>State of one recurrent layer between two steps.</summary>
/// <param name="Hidden">[rows, hidden] What the layer shows.</param>
/// <param name="Memory">[rows, hidden] The memory of an LSTM; null for other units.</param>
public readonly record struct CellState(Variable Hidden, Variable? Memory)
{
    /// <summary>The state of the first rows only: sentences still running are a prefix of the batch.</summary>
    /// <param name="count">Number of rows to keep.</param>
    public CellState Prefix(int count) => new(Hidden.Part(0, count), Memory?.Part(0, count));
}
