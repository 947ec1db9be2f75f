using Dragoman;
using Dragoman.Alignments;

using var translator = Translator.Load(args[0]);
while (Console.ReadLine() is { } line)
{
    Translation translation = translator.Translate(line);
    Console.WriteLine(translation.Text);
    if (translation.Attention is { } map)
    {
        Console.WriteLine($"  links {Pharaoh.Format(HardAlignment.Of(map))}, probability {Math.Exp(translation.LogProbability):F3}");
    }
}
