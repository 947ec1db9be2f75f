using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Parsing;
using Dragoman.Visualization;

namespace Dragoman.Samples.Tutorial;

/// <summary>Step 8: a parser is a translator from words to brackets.</summary>
internal static class ToyParser
{
    private const int TestTrees = 300;

    private static readonly SearchOptions Search = SearchOptions.Greedy with { MaximumLength = 100 }; // a tree is longer than its sentence

    internal static void Run()
    {
        ThereAndBack();
        PennTree[] trees = [.. new ToyTrees(seed: 1).Draw(3_000 + TestTrees)];
        SentencePair[] training = [.. trees[TestTrees..].Select(AsPair)];
        PennTree[] test = trees[..TestTrees];

        Evaluate("without attention", Lesson.SmallModel with { Attention = new(AttentionScore.None) }, training, test);
        using Translator parser = Evaluate("with attention", Lesson.Bahdanau, training, test);

        Translation shown = parser.Translate("the man paints the door of the house with a brush .", Search);
        Console.WriteLine();
        Console.WriteLine(shown.Source);
        Console.WriteLine(TreeDelinearizer.Delinearize(shown.Text, shown.Source.Split(' ')).Tree);
        Lesson.Save("parsing", AttentionSvg.Render(shown.Attention!, "Brackets, and the words that they were read from"));
    }

    /// <summary>A tree as a line of tokens, the line as a tree, and a broken line mended.</summary>
    private static void ThereAndBack()
    {
        PennTree tree = PennTree.Parse("(S (NP (DT the) (NN man)) (VP (VBZ sees) (NP (DT a) (NN dog))) (. .))");
        string line = TreeLinearizer.Linearize(tree);
        Console.WriteLine($"tree   {tree}");
        Console.WriteLine($"line   {line}");

        string[] words = [.. tree.Leaves().Select(leaf => leaf.Word!)];
        foreach (string broken in new[] { line, "(S (NP XX XX )NP (VP XX (NP XX XX", "(S (NP XX XX )VP (VP XX XX )VP . )S" })
        {
            MendedTree mended = TreeDelinearizer.Delinearize(broken, words);
            BracketCounts counts = BracketScorer.Score(tree, broken);
            Console.WriteLine($"model  {broken}");
            Console.WriteLine($"  tree {mended.Tree}");
            Console.WriteLine($"  mended: {mended.Repairs}; {counts.Matched} of {counts.Test} constituents right, {counts.Gold} wanted: F1 = {counts.F1:0.0}");
        }

        Console.WriteLine();
    }

    /// <summary>Source: the words. Target: the linearised tree.</summary>
    private static SentencePair AsPair(PennTree tree) =>
        new(string.Join(' ', tree.Leaves().Select(leaf => leaf.Word)), TreeLinearizer.Linearize(tree));

    private static Translator Evaluate(string name, ModelOptions model, SentencePair[] training, PennTree[] test)
    {
        Translator parser = Lesson.Train(model, training, epochs: 4);
        string[] lines = [.. parser.TranslateBatch([.. test.Select(tree => AsPair(tree).Source)], Search).Select(translation => translation.Text)];
        BracketCounts counts = test.Zip(lines, BracketScorer.Score).Aggregate((sum, sentence) => sum + sentence);
        Console.WriteLine($"{name,-18} F1 = {counts.F1:0.0}, wholly right {counts.CompleteMatch:0.0}%, mended {counts.MalformedShare:0.0}%");
        return parser;
    }
}
