using System.Globalization;
using Dragoman.Metrics;
using Dragoman.TestKit;

namespace Dragoman.Tests.Metrics;

/// <summary>Scores of whole test sets against mteval, multi-bleu, sacreBLEU and the chrF papers.</summary>
public sealed class CorpusScoreTests
{
    private const string Wmt17 = "bleu-reference/wmt17-en-de/";
    private const string Wmt15 = "bleu-reference/wmt15-en-ru-100/";
    private const string News13 = "bleu-reference/newstest2013-de-en/";

    [Fact]
    public void Score_AllSystemsOfWmt17_EqualsThePrintedDigits()
    {
        string[] reference = Corpora.ReadLines(Wmt17 + "reference.de.gz");
        string[][] rows = Table(Wmt17 + "scores.tsv");
        Assert.Equal(16, rows.Length - 1);
        Parallel.ForEach(rows[1..], cells =>
        {
            Dictionary<string, string> row = rows[0].Zip(cells).ToDictionary();
            CheckSystem(row, Corpora.ReadLines($"{Wmt17}{row["system"]}.de.gz"), [reference]);
        });
    }

    [Fact]
    public void ScoreSegment_SentencesOfWmt17_EqualsSacreBleu()
    {
        string[] reference = Corpora.ReadLines(Wmt17 + "reference.de.gz");
        string[] system = Corpora.ReadLines(Wmt17 + "uedin-nmt.4722.de.gz");
        BleuMetric mteval = new(BleuOptions.Sentence);
        BleuMetric none = new(BleuOptions.Sentence with { Tokenization = BleuTokenization.None });
        Assert.All(Table(Wmt17 + "uedin-nmt.4722.sentence-bleu.tsv")[1..], row =>
        {
            int line = int.Parse(row[0], CultureInfo.InvariantCulture) - 1;
            Assert.Equal(row[1], Decimals.Fixed(mteval.ScoreSegment(system[line], reference[line]).Score, 6));
            Assert.Equal(row[2], Decimals.Fixed(none.ScoreSegment(system[line], reference[line]).Score, 6));
        });
    }

    [Fact]
    public void Score_TokenisedRussian_EqualsMultiBleu()
    {
        BleuResult result = new BleuMetric(new BleuOptions(BleuTokenization.None, BleuSmoothing.None)).Score(
            Corpora.ReadLines(Wmt15 + "system.tok.ru"), [Corpora.ReadLines(Wmt15 + "reference.tok.ru")]);
        Assert.Equal(
            "BLEU = 23.17 53.8/29.6/17.6/10.3 (BP = 1.000 ratio = 1.074 hyp_len = 1989 ref_len = 1852)", result.ToString());
    }

    /// <summary>mteval read the text from mark-up and saw 7 tokens more: six zero-width spaces and one other.</summary>
    [Fact]
    public void Score_UntokenisedRussian_IsNearMteval()
    {
        string[] system = Corpora.ReadLines(Wmt15 + "system.ru");
        string[] reference = Corpora.ReadLines(Wmt15 + "reference.ru");
        string[] rows =
            [.. Corpora.ReadLines(Wmt15 + "mteval-13a.output").Where(row => row.StartsWith(" BLEU:", StringComparison.Ordinal))];
        double[] individual = Numbers(rows[0]);
        double[] cumulative = Numbers(rows[1]);
        for (int order = 1; order <= 9; order++)
        {
            BleuResult result = new BleuMetric(new BleuOptions(MaxOrder: order)).Score(system, [reference]);
            Assert.Equal((1991, 1862), (result.HypothesisLength, result.ReferenceLength));
            Assert.Equal(individual[order - 1], result.Precisions[order - 1] / 100, 0.0015);
            Assert.Equal(cumulative[order - 1], result.Score / 100, 0.0015);
        }
    }

    [Fact]
    public void Score_News2013_EqualsMultiBleuAndTensorFlow()
    {
        string[] system = Corpora.ReadLines(News13 + "system.tok.en.gz");
        string[] reference = Corpora.ReadLines(News13 + "reference.tok.en.gz");
        BleuMetric metric = new(new BleuOptions(BleuTokenization.None));
        BleuResult asMultiBleu = metric.Score(system, [reference]);
        BleuResult asTensorFlow = metric.Score([.. system.Select(line => line.Length == 0 ? "<empty>" : line)], [reference]);
        Assert.Equal((63_211, 63_214), (asMultiBleu.HypothesisLength, asTensorFlow.HypothesisLength));
        Assert.Equal(22.5846775212, asMultiBleu.Score, 1e-10);
        Assert.Equal(22.5855084573, asTensorFlow.Score, 1e-10);
    }

    private static void CheckSystem(Dictionary<string, string> row, string[] system, string[][] references)
    {
        BleuResult bleu = new BleuMetric().Score(system, references);
        Assert.Equal(row["bleu_13a"], Decimals.Fixed(bleu.Score, 6));
        Assert.Equal(row["precisions_13a"], string.Join('/', bleu.Precisions.Select(precision => Decimals.Fixed(precision, 6))));
        Assert.Equal(row["bp"], Decimals.Fixed(bleu.BrevityPenalty, 6));
        Assert.Equal(row["sys_len"], Decimals.Integer(bleu.HypothesisLength));
        Assert.Equal(row["ref_len"], Decimals.Integer(bleu.ReferenceLength));
        Assert.Equal(Number(row["bleu_mteval_v13a"]), bleu.Score, 0.01);

        Assert.Equal(row["bleu_none"], Bleu(new BleuOptions(BleuTokenization.None)));
        Assert.Equal(row["bleu_intl"], Bleu(new BleuOptions(BleuTokenization.International)));
        Assert.Equal(row["bleu_char"], Bleu(new BleuOptions(BleuTokenization.Character)));
        Assert.Equal(row["bleu_13a_lowercase"], Bleu(new BleuOptions(Lowercase: true)));
        Assert.Equal(row["chrf2"], ChrF(new ChrFOptions()));
        if (row["chrf_paper"].Length > 0)
        {
            // The papers' own tool averages F-scores over the orders.
            Assert.Equal(Number(row["chrf_paper"]), Number(ChrF(new ChrFOptions(EpsilonSmoothing: true))), 0.0001);
            Assert.Equal(Number(row["chrfpp_paper"]), Number(ChrF(ChrFOptions.PlusPlus with { EpsilonSmoothing = true })), 0.0001);
        }

        string Bleu(BleuOptions options) => Decimals.Fixed(new BleuMetric(options).Score(system, references).Score, 6);
        string ChrF(ChrFOptions options) => Decimals.Fixed(new ChrFMetric(options).Score(system, references).Score, 6);
    }

    private static string[][] Table(string path) => [.. Corpora.ReadLines(path).Select(line => line.Split('\t'))];

    private static double[] Numbers(string row) =>
        [.. row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..10].Select(Number)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
