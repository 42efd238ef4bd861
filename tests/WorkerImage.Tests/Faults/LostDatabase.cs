using System.Net;
using ParallelJobs.TestKit.Servers;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>A job of two workers in a server of its own, which will be away.</summary>
internal sealed class LostDatabase : IAsyncDisposable
{
    private readonly int[] _ports = [FreePort.Next(), FreePort.Next()];

    private LostDatabase(PostgresServer server, FaultJob job) => (Server, Job) = (server, job);

    public PostgresServer Server { get; }

    public FaultJob Job { get; }

    public IReadOnlyList<Worker> Workers { get; private set; } = [];

    public static async Task<LostDatabase> StartAsync(Contracts.Resource.ParallelJobSpec spec, PostgresOptions? options = null, bool enter = true)
    {
        var server = await PostgresServer.StartAsync(options, TestContext.Current.CancellationToken);
        return new LostDatabase(server, await FaultJob.StartAsync(spec, server, enter));
    }

    public void StartWorkers() => Workers = [.. _ports.Select(port => Job.Start(new WorkerStart { HealthPort = port }))];

    /// <summary>Starts both workers, and then the job, so that each has its part of it.</summary>
    public async Task StartWorkingAsync()
    {
        await Job.Ledger.PauseAsync(Job.Id, TestContext.Current.CancellationToken);
        StartWorkers();
        await Job.UntilAsync(async () => await Job.CountAsync("select count(*) from paralleljobs.worker") == Workers.Count, "both workers");
        await Job.Ledger.ResumeAsync(Job.Id, TestContext.Current.CancellationToken);
        await Job.UntilSettledAsync(1);
    }

    /// <summary>Both have noticed.</summary>
    public Task UntilAwayAsync() => Task.WhenAll(Workers.Select(
        worker => worker.Process.WaitForLineAsync(line => line.Contains("the queue cannot be reached", StringComparison.Ordinal), Bounds.Job)));

    /// <summary>The server has given that answer several times to each.</summary>
    public Task UntilAnsweredAsync(string answer) => Job.UntilAsync(
        () => Task.FromResult(Server.LogTail(lines: 1000).Split(answer).Length > 3 * Workers.Count), $"several answers of '{answer}'");

    public Task UntilReadinessIsAsync(HttpStatusCode status) => Job.UntilAsync(
        async () => (await Task.WhenAll(_ports.Select(HealthChecks.ReadinessAsync))).All(each => each == status), $"readiness of {status}");

    public async Task AllAreAliveAsync()
    {
        Assert.DoesNotContain(Workers, worker => worker.Process.HasExited);
        Assert.All(await Task.WhenAll(_ports.Select(HealthChecks.LivenessAsync)), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    /// <summary>The job ends right, and nobody has paid for the outage: no lease was taken back and no leaf charged.</summary>
    public async Task EndsRightAsync()
    {
        await Job.EndsRightAsync(Workers);
        Assert.Equal(0, await Job.CountAsync("select count(*) from paralleljobs.test_waited where solo or losses > 0 or attempts > 0"));
    }

    /// <summary>And what was computed before and meanwhile was committed afterwards.</summary>
    public async Task NothingWasComputedTwiceAsync() => Assert.Equal(Job.Plan.Grid.Leaves, await Job.LeavesComputedAsync());

    public async ValueTask DisposeAsync()
    {
        await Job.DisposeAsync();
        await Server.DisposeAsync();
    }
}
