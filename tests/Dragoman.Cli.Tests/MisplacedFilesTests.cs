namespace Dragoman.Cli.Tests;

/// <summary>Folders where files belong, and files where folders do.</summary>
public sealed class MisplacedFilesTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData("train --data PAIRS --model NEW --config FOLDER", "FOLDER cannot be read: it is a folder, or access is denied.")]
    [InlineData("experiment FOLDER --output NEW", "FOLDER cannot be read: it is a folder, or access is denied.")]
    [InlineData("serve --model MODEL --api-key-file FOLDER", "FOLDER cannot be read: it is a folder, or access is denied. Name a file of API keys.")]
    [InlineData("merge --shards FOLDER", "FOLDER is a folder; a part that can be resumed or merged needs a regular file. Name one.")]
    [InlineData("neighbours --model MODEL --index FOLDER a", "FOLDER is a folder, not the file that holds the states to look among.")]
    [InlineData("translate --model MODEL --input FOLDER", "FOLDER: the file cannot be read: it is a folder, or access is denied.")]
    [InlineData("train --data PAIRS --model FILE", "FILE: it is a file, not a folder. Name another folder.")]
    [InlineData("train --data PAIRS --model FILE/m", "FILE: it is a file, not a folder, so FILE/m cannot be made. Name another folder.")]
    [InlineData("train --data PAIRS --model LINK", "LINK: it is a link to nothing, which does not exist. Name another folder.")]
    [InlineData("translate --model FILE", "FILE: it is a file, not a folder. Name the folder of a model.")]
    [InlineData("translate --model LINK", "LINK: it is a link to nothing, which does not exist. Name the folder of a model.")]
    [InlineData("quantize --model MODEL --output FILE", "FILE: it is a file, not a folder; --output names a folder.")]
    [InlineData("quantize --model MODEL --output LINK/q", "LINK: it is a link to nothing, which does not exist, so LINK/q cannot be made. Name another folder.")]
    [InlineData("split --data PAIRS --valid 1 --test 1 --output FILE/parts", "FILE: it is a file, not a folder, so FILE/parts cannot be made. Name another folder.")]
    [InlineData("split --data PAIRS --valid 1 --test 1 --output LINK", "LINK: it is a link to nothing, which does not exist; --output names a folder.")]
    [InlineData("export --model MODEL --onnx LINK", "LINK: it is a link to nothing, which does not exist; --onnx names a folder.")]
    [InlineData("train --data PAIRS --model MODEL --from MODEL --resume", "--from and --model are the same folder. Leave out --from to go on with its training with --resume, or")]
    public void Run_OtherKindOfFile_SaysWhatItIs(string command, string message)
    {
        (string Word, string Path)[] places =
        [
            ("PAIRS", model.Pairs), ("MODEL", model.Folder), ("NEW", _workspace["new"]), ("FOLDER", _workspace["folder"]), ("FILE", _workspace.Write("file", "x\n")),
            ("LINK", _workspace["link"]),
        ];
        File.CreateSymbolicLink(_workspace["link"], "nothing");
        Directory.CreateDirectory(_workspace["folder"]);
        string Place(string word) => places.Aggregate(word, (text, place) => text.Replace(place.Word, place.Path, StringComparison.Ordinal));

        CommandResult result = InProcess.Run([.. command.Split(' ').Select(Place)]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(places.Aggregate(message, (text, place) => text.Replace(place.Word, place.Path, StringComparison.Ordinal)), result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
