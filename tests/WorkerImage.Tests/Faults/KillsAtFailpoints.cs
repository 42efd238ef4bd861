using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>One worker kills itself at a failpoint; when it is dead, another one does the job.</summary>
public sealed class KillsAtFailpoints() : ConcurrentCases<(string Point, int Time)>(All, RunOneAsync)
{
    private static readonly string[] Points = ["before-lease", "after-lease", "before-compute", "after-compute", "before-commit", "after-commit"];

    /// <summary>The first passage has nothing before it; a later one has leases held, leaves settled and others not.</summary>
    public static IEnumerable<(string Point, int Time)> All => Points.SelectMany(point => new[] { (point, 1), (point, 4) });

    private static async Task RunOneAsync((string Point, int Time) one)
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Pi(120).InChunksOf(3));
        var doomed = job.Start(new WorkerStart { Failpoints = $"{one.Point}=kill@{one.Time}" });
        await doomed.EndsAsync(Worker.Killed);

        await job.EndsRightAsync(job.Start());
        Assert.Equal(0, await job.CountAsync("select max(attempts) from paralleljobs.test_waited"));
    }
}
