using Dragoman.Optimization;

namespace Dragoman.Tests.Optimization;

public sealed class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_Repeated_CallsEveryMemberOnce(int size)
    {
        using WorkerTeam team = new(size);
        int[] calls = new int[size];
        for (int round = 0; round < 50; round++)
        {
            team.Run(member => calls[member]++);
        }

        Assert.All(calls, count => Assert.Equal(50, count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Run_OneMemberFails_ThrowsItsFailureAndGoesOn(int failing)
    {
        using WorkerTeam team = new(3);
        Assert.Throws<InvalidDataException>(() => team.Run(Work));
        int sum = 0;
        team.Run(member => Interlocked.Add(ref sum, member));
        Assert.Equal(3, sum);

        void Work(int member)
        {
            if (member == failing)
            {
                throw new InvalidDataException();
            }
        }
    }

    [Fact]
    public void Run_SeveralMembersFail_ThrowsWhatTheFirstOfThemThrew()
    {
        using WorkerTeam team = new(3);
        Assert.Equal("1", Assert.Throws<InvalidDataException>(() => team.Run(member => throw (member == 0 ? new InvalidDataException("1") : new IOException()))).Message);
        team.Run(_ => { });
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(4, 3)]
    [InlineData(3, 0)]
    public void Share_AllMembers_CoverEverythingInOrder(int size, int count)
    {
        int next = 0;
        for (int member = 0; member < size; member++)
        {
            (int start, int end) = WorkerTeam.Share(count, member, size);
            Assert.Equal(next, start);
            Assert.InRange(end - start, count / size, (count / size) + 1);
            next = end;
        }

        Assert.Equal(count, next);
    }

    [Fact]
    public void Dispose_Twice_EndsTheThreads()
    {
        WorkerTeam team = new(2);
        team.Dispose();
        team.Dispose();
        Assert.Throws<ObjectDisposedException>(() => team.Run(_ => { }));
    }

    [Fact]
    public void New_NoMembers_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerTeam(0));
}
