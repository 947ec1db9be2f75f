using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Dragoman.Decoding;

/// <summary>Works on batches side by side, each in a workspace that no other uses.</summary>
/// <remarks>What a batch is, and so every bit that comes of it, does not depend on the number of threads.</remarks>
internal static class ParallelBatches
{
    /// <summary>Works on all batches. The first error ends it, and is thrown as it was.</summary>
    /// <typeparam name="T">What a batch is made of.</typeparam>
    /// <param name="batches">The batches; they are begun in this order.</param>
    /// <param name="threads">Most threads, at least 1, of which the caller's is one.</param>
    /// <param name="workspaces">Lends workspaces.</param>
    /// <param name="run">Works on a batch; called from several threads at once.</param>
    /// <param name="cancellationToken">Lets no further batch begin.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal static void Run<T>(
        IEnumerable<T[]> batches, int threads, WorkspacePool workspaces, Action<DecodingWorkspace, T[]> run, CancellationToken cancellationToken)
    {
        T[][] all = [.. batches];
        if (threads == 1 || all.Length <= 1)
        {
            using WorkspacePool.Loan loan = workspaces.Lend();
            foreach (T[] batch in all)
            {
                cancellationToken.ThrowIfCancellationRequested();
                run(loan.Workspace, batch);
            }

            return;
        }

        try
        {
            Parallel.ForEach(
                Partitioner.Create(all, loadBalance: true),
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
                workspaces.Lend,
                (batch, _, loan) =>
                {
                    cancellationToken.ThrowIfCancellationRequested(); // The loop itself looks only now and then.
                    run(loan.Workspace, batch);
                    return loan;
                },
                static loan => loan.Dispose());
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }
}
