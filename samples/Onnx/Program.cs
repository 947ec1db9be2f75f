using System.Text;
using Dragoman.Samples.Onnx;

// dotnet run -c Release --project samples/Onnx -- FOLDER
// FOLDER is what `dragoman export` has made; standard input holds sentences, cut into tokens with a blank between.
// Nothing of Dragoman is needed: the graphs run in ONNX Runtime, and decoding.json says how they go together.
if (args is not [string folder])
{
    Console.Error.WriteLine("Name the folder of an exported model; sentences come from standard input, their tokens with a blank between.");
    return 2;
}

Console.InputEncoding = Console.OutputEncoding = Encoding.UTF8;
using OnnxModel model = new(folder);
SourceSide source = model.Description.Source;
Dictionary<string, long> ids = Tokens(source.Vocabulary).Select((token, id) => (token, (long)id)).ToDictionary();
string[] words = Tokens(model.Description.Target.Vocabulary);

List<long[]> sentences = [];
while (Console.ReadLine() is { } line)
{
    IEnumerable<long> tokens = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(token => ids.GetValueOrDefault(token, source.Unknown));
    sentences.Add(source.End is { } end ? [.. tokens, end] : [.. tokens]);
}

foreach (long[] translation in GreedyDecoding.Decode(model, sentences))
{
    Console.WriteLine(string.Join(' ', translation.Select(id => words[id])));
}

return 0;

string[] Tokens(string name) => File.ReadAllLines(Path.Combine(folder, name));
