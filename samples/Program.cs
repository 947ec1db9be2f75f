using System.Text;
using Dragoman.Samples;
using Dragoman.Samples.Tutorial;

// dotnet run -c Release --project samples -- NAME
Dictionary<string, Action> samples = new()
{
    ["application"] = Application.Run,
    ["file"] = () => TranslatingAFile.RunAsync().GetAwaiter().GetResult(),
    ["guided"] = GuidedTranslation.Run,
    ["training"] = TrainingInAnApplication.Run,
    ["tensorboard"] = TrainingInAnApplication.RunWatched,
    ["mixture"] = MixingCorpora.Run,
    ["neighbours"] = FindingNeighbours.Run,
    ["shortlist"] = LearningAShortlist.Run,
    ["bottleneck"] = Bottleneck.Run,
    ["attention"] = AttentionByHand.Run,
    ["softmax"] = SoftmaxByHand.Run,
    ["scores"] = ScoreFunctions.Run,
    ["bahdanau"] = StepByStep.Run,
    ["luong"] = LuongVariants.Run,
    ["own-score"] = OwnScore.Run,
    ["parsing"] = ToyParser.Run,
    ["own-metric"] = OwnMetric.Run,
};

if (args is [string name] && samples.TryGetValue(name, out Action? sample))
{
    Console.OutputEncoding = Encoding.UTF8;
    sample();
    return 0;
}

Console.Error.WriteLine($"Name one sample: {string.Join(", ", samples.Keys)}.");
return 2;
