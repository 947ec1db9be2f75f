using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Tests.Models;

namespace Dragoman.Tests.Decoding;

public sealed class WorkspacePoolTests
{
    private const long FirstBlock = 1L << 20;
    private const long AlwaysKept = 64L << 20;

    private readonly Seq2SeqModel _model = TinyModels.Create("Gru Additive before");

    [Fact]
    public void Lend_ManyAtOnce_KeepsNoMoreThanTheCapacity()
    {
        using WorkspacePool pool = new(capacity: 2);
        WorkspacePool.Loan[] loans = [.. Enumerable.Range(0, 10).Select(_ => pool.Lend())];
        foreach (WorkspacePool.Loan loan in loans)
        {
            Use(loan, sourceLength: 3);
        }

        Array.ForEach(loans, loan => loan.Dispose());

        Assert.Equal(2 * FirstBlock, pool.HeldBytes);
    }

    [Fact]
    public void Lend_OneAfterTheOther_UsesTheSameMemory()
    {
        using WorkspacePool pool = new(capacity: 2);
        for (int call = 0; call < 5; call++)
        {
            using WorkspacePool.Loan loan = pool.Lend();
            Use(loan, sourceLength: 3);
        }

        Assert.Equal(FirstBlock, pool.HeldBytes);
    }

    [Fact]
    public void Lend_FarLargerCallThanUsual_GivesItsMemoryBack()
    {
        using WorkspacePool pool = new(capacity: 2);
        for (int call = 0; call < 15; call++)
        {
            using WorkspacePool.Loan loan = pool.Lend();
            Use(loan, sourceLength: call == 0 ? 200_000 : 3);
            Assert.True(call > 0 || loan.Workspace.HeldBytes > AlwaysKept, $"{loan.Workspace.HeldBytes} bytes");
        }

        Assert.Equal(FirstBlock, pool.HeldBytes);
    }

    [Fact]
    public void Lend_LargeCallsAtOnce_GivesTheMemoryOfAllBack()
    {
        using WorkspacePool pool = new(capacity: 2);
        WorkspacePool.Loan[] loans = [pool.Lend(), pool.Lend()];
        Array.ForEach(loans, loan => Use(loan, sourceLength: 180_000));
        Array.ForEach(loans, loan => loan.Dispose());
        Assert.True(pool.HeldBytes > 2 * AlwaysKept, $"{pool.HeldBytes} bytes");

        for (int call = 0; call < 15; call++)
        {
            using WorkspacePool.Loan loan = pool.Lend();
            Use(loan, sourceLength: 3);
        }

        Assert.Equal(FirstBlock, pool.HeldBytes);
    }

    [Fact]
    public void Lend_ManyAtOnce_KeepsNoMoreBytesThanTheBound()
    {
        using WorkspacePool pool = new(capacity: 8, mostBytes: 3 * FirstBlock);
        WorkspacePool.Loan[] loans = [.. Enumerable.Range(0, 8).Select(_ => pool.Lend())];
        Array.ForEach(loans, loan => Use(loan, sourceLength: 3));

        Array.ForEach(loans, loan => loan.Dispose());

        Assert.Equal(3 * FirstBlock, pool.HeldBytes);
    }

    [Fact]
    public void Dispose_BeforeAWorkspaceComesBack_KeepsNothing()
    {
        WorkspacePool pool = new(capacity: 2);
        WorkspacePool.Loan waiting = pool.Lend();
        WorkspacePool.Loan lent = pool.Lend();
        Use(waiting, sourceLength: 3);
        Use(lent, sourceLength: 3);
        waiting.Dispose();

        pool.Dispose();
        lent.Dispose();

        Assert.Equal(0, pool.HeldBytes);
    }

    private void Use(WorkspacePool.Loan loan, int sourceLength) => loan.Workspace.Search(
        [_model], new SearchOptions(Beam: 1, MaximumLength: 1), [[.. Enumerable.Repeat(5, sourceLength)]], cancellationToken: TestContext.Current.CancellationToken);
}
