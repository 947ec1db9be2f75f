#:project ../../../src/Dragoman.Inspector/Dragoman.Inspector.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// Writes a self-contained file. Standard input: a title, a tab and an explanation as JSON on each line.
using Dragoman.Inspector;

List<RecordedTrace> traces = [];
while (Console.ReadLine() is { } line)
{
    string[] parts = line.Split('\t', 2);
    traces.Add(new RecordedTrace(parts[0], parts[1]));
}

using StreamWriter file = new(args[0]);
InspectorPage.WriteFile(file, traces);
