using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Onnx;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman export</c>: writes a model in a format that other programs run.</summary>
internal sealed class ExportCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();

    private readonly Option<string> _onnx = new("--onnx")
    {
        Description = "Folder for the model as ONNX: encoder.onnx, step.onnx, decoding.json, and what text is cut by. An older export there is replaced.",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal ExportCommand(Terminal terminal)
        : base("export", "Write a trained model as ONNX, for programs in any language.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_onnx);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        string folder = arguments.GetValue(_onnx)!;
        OutputFolder.ThrowUnlessFolder(folder, _onnx);
        foreach (string file in OnnxExport.Write(arguments.GetValue(_model)!, folder))
        {
            _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {new FileInfo(file).Length:N0} bytes"));
        }

        return ExitCode.Success;
    }
}
