using Dragoman.Storage;

namespace Dragoman.Cli.Tests.Commands;

public sealed class ShortlistCommandTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Shortlist_LearntCorpus_TranslatesAndEvaluatesAsWithout()
    {
        string folder = Copy();

        CommandResult learnt = InProcess.Run("shortlist", "--model", folder, "--data", model.Pairs, "--best", "20").Expect(0);
        Assert.StartsWith($"{new ModelFolder(folder).ShortlistPath}: ", Assert.Single(learnt.Lines), StringComparison.Ordinal);

        File.WriteAllText(_workspace["in"], "a b c\nb a\n\nc\n");
        CommandResult whole = InProcess.Run("translate", "--model", folder, "--input", _workspace["in"]).Expect(0);
        CommandResult quick = InProcess.Run("translate", "--model", folder, "--input", _workspace["in"], "--shortlist", "3", "--shortlist-frequent", "2").Expect(0);
        Assert.Equal(whole.Lines, quick.Lines);

        InProcess.Run("evaluate", "--model", folder, "--data", model.Pairs, "--shortlist", "3").Expect(0);
    }

    [Fact]
    public void Shortlist_WhatTrainingWouldNotRead_IsSaid()
    {
        string pairs = _workspace["odd.tsv"];
        File.WriteAllText(pairs, $"{string.Join(' ', Enumerable.Repeat("a", 60))}\talpha\na b\talpha bravo\n\tbravo\n");

        CommandResult result = InProcess.Run("shortlist", "--model", Copy(), "--data", pairs).Expect(0);

        Assert.Equal(
            [
                "warning: 1 pair has a side of more than the 50 source or 50 target tokens that the model was trained on; what follows was not read.",
                "note: 1 pair with a blank side left out.",
            ],
            result.ErrorLines);
    }

    [Fact]
    public void Translate_NoTable_SaysHowToMakeOne()
    {
        CommandResult result = InProcess.Run("translate", "--model", model.Folder, "--input", model.Pairs, "--shortlist", "5").Expect(2);

        Assert.Contains($"there is no lexical table {new ModelFolder(model.Folder).ShortlistPath}. Make it with dragoman shortlist", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_FrequentWithoutShortlist_IsRefused()
    {
        CommandResult result = InProcess.Run("translate", "--model", model.Folder, "--input", model.Pairs, "--shortlist-frequent", "5").Expect(2);

        Assert.Contains("--shortlist-frequent would have no effect, for decoding.shortlist is 0: all tokens may be written. Add, say, --shortlist 50.", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private string Copy()
    {
        string copy = _workspace["copy"];
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.EnumerateFiles(model.Folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
