using Dragoman.Configuration;
using Dragoman.Constraints;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Options;
using Dragoman.Shortlists;
using Dragoman.Text;

namespace Dragoman.Explanations;

/// <summary>Explains the translation of one sentence: reads it, searches (or takes what is given), and decodes the result once more, watched.</summary>
/// <param name="options">What the model was trained with.</param>
/// <param name="model">The model.</param>
/// <param name="source">Reads source sentences.</param>
/// <param name="target">Reads given translations.</param>
/// <param name="constraints">What translations can be kept to.</param>
/// <param name="table">Makes shortlists.</param>
/// <param name="workspace">Memory to compute in.</param>
internal sealed class Explainer(
    TranslatorOptions options, Seq2SeqModel model, SentenceReader source, SentenceReader target, TargetConstraints constraints, StoredTable table, DecodingWorkspace workspace)
{
    /// <summary>Explains.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="limit">Most tokens read of a sentence.</param>
    /// <param name="readRequest">Reads a sentence, given how its translation is searched for and the tokens that it begins with; what it must be stands in the request.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    internal Explanation Explain(
        string text, ExplanationRequest request, int limit, Func<string, SearchOptions, int[], ReadRequest> readRequest, CancellationToken cancellationToken)
    {
        string edited = SourceEditor.Apply(text, source.Text.Locate(text), request.Replaced);
        SearchOptions search = request.Search ?? options.Decoding;
        ConfigurationException.ThrowIfAny(search.Validate(SearchWishes.Group));
        ReadSentence read = source.Read(edited, limit);
        if (read.IsBlank)
        {
            throw new ModelRequestException("The sentence is blank: there is nothing to translate.");
        }

        ExplanationChecks.ThrowUnlessFits(request, model.Options.Attention, read.Ids.Length);
        int[] prefix = [.. request.Prefix.Select(IdOf)];
        if (prefix.AsSpan().IndexOf(Vocabulary.EosId) is >= 0 and int end && end < prefix.Length - 1)
        {
            throw new ModelRequestException($"The translation is to begin with {prefix.Length} tokens, but token {end} of them ends it: {Vocabulary.EosToken}. Leave out what follows.");
        }

        if (!search.AllowUnknown && prefix.Contains(Vocabulary.UnkId))
        {
            throw new ModelRequestException($"The translation is to begin with {Vocabulary.UnkToken}, which is never to be written (decoding.allowUnknown). Leave out one of them.");
        }

        Found found = request.Target is { } given
            ? Take(given, read, request, limit, cancellationToken)
            : Search(readRequest(edited, search, prefix), search, request, cancellationToken);
        if (request.Hypothesis >= found.Hypotheses.Count)
        {
            throw new ModelRequestException(
                $"Hypothesis {request.Hypothesis} is to be shown, but the search found {found.Hypotheses.Count}. Ask for at most number {found.Hypotheses.Count - 1}, or for more translations.");
        }

        ExplainedHypothesis shown = found.Hypotheses[request.Hypothesis];
        int[] ids = found.Ids[request.Hypothesis];
        int[] written = shown.IsComplete ? [.. ids, Vocabulary.EosId] : ids;
        if (request.Target is not null && request.Weights.Any(change => change.Step >= written.Length))
        {
            throw new ModelRequestException($"Weights are given for step {request.Weights.Max(change => change.Step)}, but the translation that is given has steps 0 to {written.Length - 1}.");
        }

        StepTrace trace = found.Trace ?? Trace(read, written, request, found.Shortlist, cancellationToken);
        return new Explanation(
            Describe(),
            StepOrder.Of(model.Options),
            StepEquations.Of(model.Options),
            DescribeSource(edited, read, trace, request.Vectors),
            request.Target is null ? ExplainedSearch.Of(search) : ExplainedSearch.Forced,
            new AppliedChanges(
                request.Replaced.Count > 0 ? text : null,
                request.Prefix,
                request.Weights,
                request.Replaced,
                [.. request.Weights.Select(change => change.Step).Where(step => step >= written.Length)])
            {
                Required = request.Required,
                Forbidden = request.Forbidden,
            },
            found.Hypotheses,
            request.Hypothesis,
            found.Tree,
            DescribeSteps(trace, shown, prefix.Length, request));
    }

    private Found Search(ReadRequest asked, SearchOptions search, ExplanationRequest request, CancellationToken cancellationToken)
    {
        int[] sentence = asked.Sentence.Ids;
        bool competes = !search.Samples && search.Beam > 1;
        BeamLog? log = competes ? new BeamLog() : null;
        ITargetConstraint? constraint = constraints.Of(search.Constraint);
        Shortlist? shortlist = table.For(search, [sentence], _ => asked.Needed(constraint));
        SearchGuide guide = (ReadRequest.Guide([asked], constraint, settled: null, shortlist) ?? new SearchGuide([])) with
        {
            Watch = request.Weights.Count > 0 ? new GivenWeights(request.Weights) : null,
            Log = log,
        };

        // All that has ended is shown, not only as many as the search would return.
        SearchOptions all = competes ? search with { BestCount = search.Beam } : search;
        IReadOnlyList<Hypothesis> hypotheses = asked.Allowed(workspace.Search([model], all, [sentence], guide, cancellationToken)[0]);
        if (hypotheses.Count == 0)
        {
            throw new ModelRequestException("Nothing could be written without a phrase that is forbidden. Forbid less, or let the translation be shorter.");
        }

        Vocabulary vocabulary = target.Text.Vocabulary;
        (IReadOnlyList<SearchNode> tree, int[] ends) = log is null
            ? SearchTree.OfPaths(hypotheses, vocabulary)
            : (SearchTree.Of(log, vocabulary), [.. hypotheses.Select(log.NumberOf)]);
        return new Found(
            [.. hypotheses.Zip(ends, (hypothesis, end) => DescribeHypothesis(hypothesis, target.Text.Decode([.. hypothesis.Tokens]), end))],
            [.. hypotheses.Select(hypothesis => hypothesis.Tokens.ToArray())],
            tree,
            shortlist,
            Trace: null);
    }

    private Found Take(string given, ReadSentence read, ExplanationRequest request, int limit, CancellationToken cancellationToken)
    {
        ReadSentence translation = target.Read(given, limit);
        if (translation.IsBlank)
        {
            throw new ModelRequestException("The given translation is blank.");
        }

        if (translation.IsCut)
        {
            throw new ModelRequestException($"The given translation has more than {limit - 1} tokens, as many as are read. Shorten it, or raise MaximumSentenceLength.");
        }

        StepTrace trace = Trace(read, translation.Ids, request, shortlist: null, cancellationToken);
        double sum = trace.Steps.Sum(step => step.LogProbability);
        Hypothesis hypothesis = new(translation.Ids[..^1], sum, sum, [])
        {
            TokenLogProbabilities = [.. trace.Steps.Select(step => step.LogProbability)],
        };
        (IReadOnlyList<SearchNode> tree, int[] ends) = SearchTree.OfPaths([hypothesis], target.Text.Vocabulary);
        return new Found([DescribeHypothesis(hypothesis, given, ends[0])], [translation.Ids[..^1]], tree, Shortlist: null, trace);
    }

    private StepTrace Trace(ReadSentence read, int[] translation, ExplanationRequest request, Shortlist? shortlist, CancellationToken cancellationToken) =>
        workspace.Compute([read.Ids], (tape, batch) => StepTrace.Run(model, tape, batch, translation, request, shortlist, cancellationToken));

    private int IdOf(string token)
    {
        int id = target.Text.Vocabulary.IdOf(token);
        return (id == Vocabulary.UnkId && token != Vocabulary.UnkToken) || id is Vocabulary.PadId or Vocabulary.BosId
            ? throw new ModelRequestException($"The translation is to begin with \"{token}\", which the target vocabulary does not have. Choose one of its tokens.")
            : id;
    }

    private ExplainedHypothesis DescribeHypothesis(Hypothesis hypothesis, string text, int node) => new(
        text,
        [.. hypothesis.Tokens.Select(target.Text.Vocabulary.TokenOf)],
        hypothesis.LogProbability,
        hypothesis.Score,
        hypothesis.TokenLogProbabilities.Count > hypothesis.Tokens.Count,
        node);

    private ExplainedSource DescribeSource(string text, ReadSentence read, StepTrace trace, bool vectors)
    {
        IReadOnlyList<TextToken> places = source.Text.Locate(text);
        ExplainedToken[] tokens =
        [
            .. read.Tokens.Zip(read.Ids).Select((token, i) => token.Second == Vocabulary.EosId
                ? new ExplainedToken(token.First, token.Second, IsKnown: true, text.Length, 0)
                : new ExplainedToken(places[i].Text, token.Second, token.Second != Vocabulary.UnkId, places[i].Start, places[i].Length)),
        ];
        return new ExplainedSource(
            text,
            read.IsCut,
            tokens,
            vectors ? [.. read.Ids.Select(id => model.Encoder.Embedding.Table.CopyRows([id]).Row(0).ToArray())] : null,
            vectors ? trace.States : null,
            vectors ? trace.Summary : null);
    }

    private ExplainedStep[] DescribeSteps(StepTrace trace, ExplainedHypothesis shown, int forced, ExplanationRequest request)
    {
        Vocabulary vocabulary = target.Text.Vocabulary;
        IReadOnlyList<(int Start, int Length)> places = TokenPlaces.In(shown.Text, shown.Tokens, target.Text);
        return
        [
            .. trace.Steps.Select((step, i) => new ExplainedStep(
                i,
                vocabulary.TokenOf(step.Read),
                vocabulary.TokenOf(step.Write),
                IsForced: request.Target is not null || i < forced,
                step.IsEdited,
                Math.Exp(step.LogProbability),
                step.LogProbability,
                i < places.Count ? places[i].Start : shown.Text.Length,
                i < places.Count ? places[i].Length : 0,
                [.. step.Best.Select(best => new TokenCandidate(vocabulary.TokenOf(best.Token), best.Token, Math.Exp(best.LogProbability), best.LogProbability))])
            {
                Scores = step.Attended?.Scores,
                Weights = step.Attended?.Weights,
                Center = step.Attended?.Center,
                Embedding = request.Vectors ? step.Embedding : null,
                Fed = request.Vectors ? step.Before.Fed : null,
                StateBefore = request.Vectors ? step.Before.Hidden : null,
                StateAfter = request.Vectors ? step.After.Hidden : null,
                MemoryBefore = request.Vectors ? step.Before.Memory : null,
                MemoryAfter = request.Vectors ? step.After.Memory : null,
                Context = request.Vectors ? step.Context : null,
                Readout = request.Vectors ? step.Readout : null,
            }),
        ];
    }

    private ExplainedModel Describe()
    {
        ModelOptions shape = model.Options;
        return new ExplainedModel(
            shape.Cell,
            shape.EmbedSize,
            shape.EncoderHiddenSize,
            shape.EncoderLayers,
            shape.Direction,
            shape.DecoderHiddenSize,
            shape.DecoderLayers,
            shape.Attends
                ? new ExplainedAttention(
                    shape.Attention.Score,
                    shape.Attention.Placement,
                    shape.Attention.Window,
                    shape.Attention.Window == Dragoman.Attention.WindowKind.Global ? null : shape.Attention.WindowRadius,
                    shape.Attention.Feeds)
                : null,
            shape.Readout,
            shape.Attends ? null : shape.Context,
            source.Text.Options.Tokenizer,
            target.Text.Options.Tokenizer,
            model.Parameters.Count);
    }

    /// <summary>What the steps shown are chosen from.</summary>
    /// <param name="Hypotheses">The translations, the best first.</param>
    /// <param name="Ids">[hypothesis][target_time] Their tokens, without end tokens.</param>
    /// <param name="Tree">All that was considered.</param>
    /// <param name="Shortlist">The tokens that translations were made of; null for all.</param>
    /// <param name="Trace">The steps of the only hypothesis, if it has been decoded already.</param>
    private sealed record Found(
        IReadOnlyList<ExplainedHypothesis> Hypotheses, IReadOnlyList<int[]> Ids, IReadOnlyList<SearchNode> Tree, Shortlist? Shortlist, StepTrace? Trace);
}
