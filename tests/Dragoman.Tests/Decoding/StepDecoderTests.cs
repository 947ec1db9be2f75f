using Dragoman.Attention;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.TestKit;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

/// <summary>A step of decoding takes nothing from the managed heap once it is warm, whatever the search does.</summary>
public sealed class StepDecoderTests
{
    private const int VocabularySize = 41;

    private static readonly AttentionScore[] Scores = [AttentionScore.Additive, AttentionScore.None, AttentionScore.General];

    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(1, 9, false)]
    [InlineData(1, 35, false)] // So many that the scores of all tokens are computed.
    [InlineData(3, 0, false)]
    [InlineData(3, 9, false)]
    [InlineData(2, 9, true)]
    public void Step_Warm_AllocatesNothing(int models, int listed, bool isQuantized)
    {
        Seq2SeqModel[] members = [.. Scores.Take(models).Select(Create)];
        if (isQuantized)
        {
            Array.ForEach(members, member => member.Quantize());
        }

        int[] list = [.. Enumerable.Range(0, Vocabulary.SpecialCount + listed)];
        SearchGuide? guide = listed == 0 ? null : new SearchGuide([]) { Shortlist = Shortlist.Of(VocabularySize, [list, list]) };
        SourceBatch source = TinyModels.Sources(TinyModels.Pairs(5, TinyModels.TargetVocabulary, (4, 3), (3, 2)));
        StepDecoder decoder = new(members, new Tape(), source, maxRows: 2, new SearchOptions(NoRepeatNgram: 2, RepetitionPenalty: 1.2f), guide);
        int[] rows = [0, 1];
        int[] tokens = [Vocabulary.BosId, Vocabulary.BosId];
        RowRule rule = new(MayEnd: true, State: null, PartialHypothesis.Start.Extend(7, -1, -1, weights: null));
        RowRule[] rules = [rule, rule];

        Assert.Equal(0, Allocations.Warm(() => decoder.Step(rows, rows, tokens, rules)));
    }

    [Fact]
    public void Shortlist_OfALargeVocabulary_TakesMemoryForItsTokensOnly()
    {
        int[][] sentences = [.. Enumerable.Range(0, 8).Select(sentence => Enumerable.Range(sentence, 100).ToArray())];

        Assert.InRange(Allocations.Warm(() => Shortlist.Of(200_000, sentences)), 1, 20_000);
    }

    private static Seq2SeqModel Create(AttentionScore score, int member) => TinyModels.Create(
        new ModelOptions(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(score, Units: 4) }, member + 3, VocabularySize);
}
