namespace Dragoman.Cli.Tests;

/// <summary>What a person reads after a slip of the pen, and the exit code that a script sees.</summary>
public sealed class CommandLineTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Run_NoArguments_ShowsHelp()
    {
        CommandResult result = InProcess.Run().Expect(0);

        foreach (string verb in new[] { "treebank", "train", "translate", "evaluate", "attention", "align", "experiment", "inspect", "presets", "options" })
        {
            Assert.Contains($"  {verb}", result.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Commands:", "help")]
    [InlineData("--input <FILE>", "help", "translate")]
    public void Run_HelpAsAVerb_IsTheHelp(string expected, params string[] arguments) =>
        Assert.Contains(expected, InProcess.Run(arguments).Expect(0).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("There is no command trian here. Did you mean \"train\"?", "trian")]
    [InlineData("There is no option --modle here. Did you mean \"--model\"?", "translate", "--modle", "m")]
    [InlineData("There is no option --n-best here.", "attention", "--model", "m", "a", "--n-best", "3")]
    [InlineData("There is no option --bootstrap here.", "score", "--hypotheses", "h", "--references", "r", "--bootstrap", "10")]
    [InlineData("There is no option --beem here. Did you mean \"--beam\"?", "translate", "--model", "m", "--input", "--beem", "3")]
    [InlineData("There is no option --preset here.", "treebank", "pairs", "trees.txt", "--preset", "grammar")]
    [InlineData("--model is empty; it needs the name of a folder.", "translate", "--model", "")]
    [InlineData("--input is empty; it needs the name of a file.", "translate", "--model", "m", "--input", "")]
    [InlineData("--references is empty; it needs the name of a file.", "score", "--hypotheses", "h", "--references", "r", "")]
    [InlineData("--data is empty; it needs the name of a file.", "train", "--model", "m", "--data", "")]
    [InlineData("inspect needs its folder: The model folder.", "inspect", "")]
    [InlineData("attention needs its sentence: The sentence to translate", "attention", "--model", "m", "")]
    [InlineData("Option '--model' is required.", "translate")]
    [InlineData("benchmark needs one of: train, infer.", "benchmark")]
    [InlineData("inspect needs its folder: The model folder.", "inspect")]
    [InlineData("There is no argument hello here. Sentences come from a file, --input FILE, or from standard input, such as: echo hello | dragoman translate …", "translate", "--model", "m", "hello")]
    [InlineData("There is no argument hello here. Files and values are named by options, such as --data FILE.", "evaluate", "--model", "m", "hello")]
    [InlineData("There is no option --json here. Did you mean \"--format json\"?", "translate", "--model", "m", "--json")]
    [InlineData("There is no option --pharaoh here. Did you mean \"--alignments pharaoh\"?", "translate", "--model", "m", "--pharaoh")]
    [InlineData("--beam would have no effect, for --temperature is above 0: tokens are drawn", "translate", "--model", "m", "--beam", "2", "--temperature", "1")]
    [InlineData("--one-to-one would have no effect", "align", "--model", "m", "--data", "d", "--format", "json", "--one-to-one")]
    [InlineData("--format would have no effect", "align", "--model", "m", "--data", "d", "--gold", "g", "--format", "json")]
    [InlineData("--beam would have no effect: with --target nothing is searched for.", "attention", "--model", "m", "a", "--target", "b", "--beam", "2")]
    [InlineData("--tokenize would have no effect: it is for BLEU.", "evaluate", "--model", "m", "--data", "d", "--metric", "chrf", "--tokenize", "intl")]
    [InlineData("--beam is \"101\"; it must be a whole number of 1 to 100.", "translate", "--model", "m", "--beam", "101")]
    [InlineData("--beam is \"many\"; it must be a whole number of 1 to 100.", "translate", "--model", "m", "--beam", "many")]
    [InlineData("--temperature is \"1e-46\", which is too small: it would count as 0.", "translate", "--model", "m", "--temperature", "1e-46")]
    [InlineData("--length-penalty is \"-1\"; it must be a number of at least 0.", "translate", "--model", "m", "--length-penalty", "-1")]
    [InlineData("--alignments is \"giza\"; choose one of: pharaoh, json.", "translate", "--model", "m", "--alignments", "giza")]
    [InlineData("--metric: The metric is \"blue\"; choose one of: bleu, chrf, chrf++, wer, accuracy, bracketing, sequence-bleu, ter.", "evaluate", "--model", "m", "--data", "d", "--metric", "bleu,blue")]
    [InlineData("--tokenize is \"13b\"; choose one of: 13a, none, intl, char.", "evaluate", "--model", "m", "--data", "d", "--tokenize", "13b")]
    [InlineData("There is no corpus: give --data FILE, or --source FILE and --target FILE.", "evaluate", "--model", "m")]
    [InlineData("--source and --target go together; --target is missing.", "evaluate", "--model", "m", "--source", "s")]
    [InlineData("--valid-source and --valid-target go together; --valid-source is missing.", "train", "--model", "m", "--data", "d", "--valid-target", "t")]
    [InlineData("Give either --data or --source and --target, not both.", "train", "--model", "m", "--data", "d", "--source", "s", "--target", "t")]
    [InlineData("There is no preset \"luogn\"", "train", "--model", "m", "--data", "d", "--preset", "luogn")]
    [InlineData("--set: there is no option model.embedSiez; there are:", "train", "--model", "m", "--data", "d", "--set", "model.embedSiez=3")]
    [InlineData("Did you mean \"model.embedSize\"?", "train", "--model", "m", "--data", "d", "--set", "model.embedSiez=3")]
    [InlineData("--set model.embedSize: expected key=value", "train", "--model", "m", "--data", "d", "--set", "model.embedSize")]
    [InlineData("model.cell is \"gru,lstm\"; it must be one of: gru, gruResetBefore, lstm.", "train", "--model", "m", "--data", "d", "--set", "model.cell=gru,lstm")]
    [InlineData("--url is \"http://nosuchhost.invalid:5999\"; it must be http://HOST:PORT", "serve", "--model", "m", "--url", "http://nosuchhost.invalid:5999")]
    [InlineData("--url is \"http://u:p@127.0.0.1:5999\"; it must be", "serve", "--model", "m", "--url", "http://u:p@127.0.0.1:5999")]
    [InlineData("model.cell is \"gruu\"; it must be one of: gru, gruResetBefore, lstm.", "train", "--model", "m", "--data", "d", "--set", "model.cell=gruu")]
    [InlineData("training.maximumEpochs is 0; it must be at least 1.", "train", "--model", "m", "--data", "d", "--set", "training.maximumEpochs=0")]
    [InlineData("--n-best is \"101\"; it must be a whole number of 1 to 100.", "translate", "--model", "m", "--n-best", "101")]
    [InlineData("--seed and --set training.seed are one option. Give one of them.", "train", "--model", "m", "--data", "d", "--seed", "2", "--set", "training.seed=3")]
    [InlineData("--threads and --set training.threads are one option.", "train", "--model", "m", "--data", "d", "--threads", "2", "--set", "training.threads=3")]
    [InlineData("--set: model.span and model.attention.window are one option under its old and its new name. Keep model.attention.window.", "train", "--model", "m", "--data", "d", "--set", "model.span=global", "--set", "model.attention.window=global")]
    [InlineData("data.validationShare would have no effect, for the pairs of v are validated on. Leave it out.", "train", "--model", "m", "--data", "d", "--valid", "v", "--set", "data.validationShare=0.3")]
    [InlineData("training.optimizer.clipNorm is \"1e-400\"; it must be", "train", "--model", "m", "--data", "d", "--set", "training.optimizer.clipNorm=1e-400")]
    [InlineData("decoding.topK would have no effect, for decoding.temperature is 0", "train", "--model", "m", "--data", "d", "--set", "decoding.topK=3")]
    [InlineData("No option has \"span\" in its name. model.span is now model.attention.window. model.spanRadius is now", "options", "span")]
    [InlineData("--only names no system; it needs names from the file, parted by commas.", "experiment", "none.json", "--output", "o", "--only", "")]
    [InlineData("--only names no system", "experiment", "none.json", "--output", "o", "--only", " , ")]
    [InlineData("none.json: the file does not exist.", "experiment", "none.json", "--output", "o")]
    [InlineData("Option '--output' is required.", "experiment", "none.json")]
    [InlineData("none.json: the file does not exist.", "train", "--model", "m", "--data", "d", "--config", "none.json")]
    public void Run_WrongUsage_ExplainsAndReturns2(string message, params string[] arguments)
    {
        CommandResult result = InProcess.Run(arguments).Expect(2);

        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("9 translations of a sentence need a beam of as many, but --beam is 2.", "--n-best", "9", "--beam", "2")]
    [InlineData("--top-k would have no effect, for decoding.temperature is 0: nothing is drawn at random. Add, say, --temperature 1.", "--top-k", "3")]
    [InlineData("--temperature is 101; it must be 0 (off) to 100.", "--temperature", "101")]
    [InlineData("--min-length is 10001; it must be 0 to 10000.", "--min-length", "10001")]
    [InlineData("--batch is 5000; it must be 1 to 4096.", "--batch", "5000")]
    [InlineData("--min-length-ratio is 9: even one source token would need more than --max-length, which is 5.", "--max-length", "5", "--min-length-ratio", "9")]
    public void Run_SearchThatCannotBe_ExplainsAndReturns2(string message, params string[] options)
    {
        CommandResult result = InProcess.Run(["translate", "--model", model.Folder, .. options]).Expect(2);

        Assert.Equal($"error: {message}\n", result.Error);
    }

    [Fact]
    public void Run_BadCorpus_NamesFileLineAndRemedy()
    {
        string target = _workspace.Write("short.trg", "eins\n");

        Expect("none.tsv: the file does not exist.", "--data", _workspace["none.tsv"]);
        Expect("empty.tsv: the file is empty; expected lines of source, TAB, target.", "--data", _workspace.Write("empty.tsv", ""));
        Expect("tabless.tsv, line 2: expected source, TAB, target, got a line without TAB.", "--data", _workspace.Write("tabless.tsv", "a\tb\nc d\n"));
        Expect("latin1.tsv, line 1: invalid UTF-8 at byte 3", "--data", _workspace.Write("latin1.tsv", [(byte)'a', (byte)'\t', 0xE9, (byte)'\n']));
        Expect("blank.tsv", "--data", _workspace.Write("blank.tsv", "a\t \n"));
        Expect("long.src, line 2:", "--source", _workspace.Write("long.src", "one\ntwo\nthree\n"), "--target", target);
        Expect("differ in length (3 and 1 lines)", "--source", _workspace["long.src"], "--target", target);
        Expect("cut.gz, line 1: the gzip file is damaged or cut short", "--data", _workspace.Write("cut.gz", [0x1F, 0x8B, 8, 0, 0]));
        Expect("none.valid: the file does not exist.", "--data", _workspace.WriteCorpus(), "--valid", _workspace["none.valid"], "--set", "data.validationShare=0");
    }

    [Fact]
    public void Run_Verbose_AddsTheStackTrace()
    {
        CommandResult brief = InProcess.Run("inspect", _workspace["none"]).Expect(1);
        CommandResult verbose = InProcess.Run("inspect", _workspace["none"], "--verbose").Expect(1);

        Assert.DoesNotContain("   at ", brief.Error, StringComparison.Ordinal);
        Assert.Contains("   at Dragoman.", verbose.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private void Expect(string message, params string[] corpus)
    {
        CommandResult result = InProcess.Run(["train", "--model", _workspace["model"], .. Workspace.TinyRecipe, .. corpus]).Expect(1);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_workspace["model"], "config.json")), "A failed start must leave no model behind.");
    }
}
