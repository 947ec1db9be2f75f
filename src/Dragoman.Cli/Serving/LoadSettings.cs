using System.CommandLine;
using Dragoman.Cli.Arguments;
using Dragoman.Hosting;
using Dragoman.Server.Limits;

namespace Dragoman.Cli.Serving;

/// <summary>How much a server takes on.</summary>
internal sealed class LoadSettings
{
    private static readonly QueueOptions Queue = new();
    private static readonly ServerLimits Limits = new();

    private readonly Option<int?> _batch = NumberOption.Whole(
        "--batch", 1, 4096, $"Most sentences of different callers that are searched together. Default: {Queue.MaximumBatch}.");

    private readonly Option<int?> _delay = NumberOption.Whole(
        "--batch-delay", 0, 10_000, "Milliseconds that a sentence waits for others though a searcher is free. Default: 0.");

    private readonly Option<int?> _queue = NumberOption.Whole(
        "--queue", 1, 1_000_000, $"Most sentences that wait; further ones are refused with status 429. Default: {Queue.Capacity}.");

    private readonly Option<int?> _searchers = NumberOption.Whole("--searchers", 1, 1024, "Searches at the same time. Default: one a processor.");
    private readonly Option<int?> _timeout = NumberOption.Whole("--timeout", 1, 3600, $"Seconds that a request may take. Default: {Limits.Time.TotalSeconds}.");
    private readonly Option<int?> _body = NumberOption.Whole("--max-body", 1024, 1 << 30, $"Largest request in bytes. Default: {Limits.BodyBytes}.");
    private readonly Option<int?> _sentences = NumberOption.Whole("--max-sentences", 1, 1_000_000, $"Most sentences of a request. Default: {Limits.Sentences}.");
    private readonly Option<int?> _tokens = NumberOption.Whole(
        "--max-tokens", 2, 20_000, $"Most tokens read of a sentence, and longest translation to be asked for. Default: {Limits.Tokens}.");

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { _batch, _delay, _queue, _searchers, _timeout, _body, _sentences, _tokens })
        {
            verb.Add(option);
        }
    }

    /// <summary>How sentences wait.</summary>
    /// <param name="arguments">The command line.</param>
    internal QueueOptions ReadQueue(ParseResult arguments) => new(
        arguments.GetValue(_batch) ?? Queue.MaximumBatch,
        TimeSpan.FromMilliseconds(arguments.GetValue(_delay) ?? 0),
        arguments.GetValue(_queue) ?? Queue.Capacity,
        arguments.GetValue(_searchers) ?? Queue.Searchers);

    /// <summary>What requests may ask for.</summary>
    /// <param name="arguments">The command line.</param>
    internal ServerLimits ReadLimits(ParseResult arguments) => Limits with
    {
        Time = arguments.GetValue(_timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : Limits.Time,
        BodyBytes = arguments.GetValue(_body) ?? Limits.BodyBytes,
        Sentences = arguments.GetValue(_sentences) ?? Limits.Sentences,
        Tokens = arguments.GetValue(_tokens) ?? Limits.Tokens,
    };
}
