namespace Dragoman.Lab.Demo.Sampling;

/// <summary>A weighted choice: each value is drawn in proportion to its weight.</summary>
internal sealed class Choice<T>(params (int Weight, T Value)[] options)
{
    private readonly int _total = options.Sum(option => option.Weight);

    public T Draw(SplitMix64 random)
    {
        int ticket = random.Below(_total);
        int index = 0;
        while (ticket >= options[index].Weight)
        {
            ticket -= options[index].Weight;
            index++;
        }

        return options[index].Value;
    }
}
