namespace Dragoman.Cli.Tests.Commands;

public sealed class TranslateThreadsTests(TrainedModel model)
{
    [Fact]
    public void Translate_OnThreads_KeepsTheOrder()
    {
        string input = string.Concat(Enumerable.Range(0, 200).Select(i => $"{(char)('a' + (i % 6))} {(char)('a' + (i / 6 % 6))}\n"));

        CommandResult one = InProcess.RunWithInput(input, "translate", "--model", model.Folder, "--threads", "1", "--batch", "7", "--format", "json").Expect(0);
        CommandResult several = InProcess.RunWithInput(input, "translate", "--model", model.Folder, "--threads", "3", "--batch", "7", "--format", "json").Expect(0);

        Assert.Equal(200, one.Lines.Length);
        Assert.Equal(one.Lines, several.Lines);
        Assert.Contains(
            "--threads is \"0\"; it must be a whole number of 1 to 256.",
            InProcess.RunWithInput("a\n", "translate", "--model", model.Folder, "--threads", "0").Expect(ExitCode.Usage).Error,
            StringComparison.Ordinal);
    }
}
