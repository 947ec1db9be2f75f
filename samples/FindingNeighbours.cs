using Dragoman.Data;
using Dragoman.Explanations;
using Dragoman.Neighbours;

namespace Dragoman.Samples;

/// <summary>Where a model learnt what it does: needs <c>models/en-fr</c> and the <c>pairs.tsv</c> that it was trained on.</summary>
internal static class FindingNeighbours
{
    internal static void Run()
    {
        using var translator = Translator.Load("models/en-fr");
        NeighbourIndex.Build(translator, new TsvCorpus("pairs.tsv"), "models/en-fr/neighbours.safetensors"); // once
        using NeighbourIndex index = NeighbourIndex.Open("models/en-fr/neighbours.safetensors", translator);

        Explanation explanation = translator.Explain("the european economic area");
        StateNeighbours area = index.FindLike(explanation, StateKind.Encoder, position: 3);
        foreach (Neighbour place in area.Neighbours)
        {
            Console.WriteLine($"{place.Similarity:F2} {place.Token} in: {place.Source}");
        }

        WordNeighbourhood queen = WordNeighbours.Find(translator, LanguageSide.Source, "king", minus: ["man"], plus: ["woman"]);
        Console.WriteLine(queen.Neighbours[0].Word);
        Console.WriteLine(NeighbourJson.ToJson(Trajectories.Through(explanation)));
    }
}
