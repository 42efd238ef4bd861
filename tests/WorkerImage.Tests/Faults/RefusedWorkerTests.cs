using ParallelJobs.Engine.Workers;
using ParallelJobs.Queue;
using ParallelJobs.TestKit.Servers;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>A worker that can never work ends, and says why, instead of trying for ever.</summary>
public sealed class RefusedWorkerTests
{
    [Fact]
    public Task It_ends_when_its_secret_is_wrong() => IsRefusedAsync(
        (_, _) => new WorkerStart { Secret = new string('0', 64) }, "the secret is not the job's");

    [Fact]
    public Task It_ends_when_its_manifest_is_another() => IsRefusedAsync(
        (_, _) => new WorkerStart { Manifest = FaultJob.PlanOf(FaultManifests.Pi(11)) }, "the job was made from another manifest");

    [Fact]
    public Task It_ends_when_its_password_is_wrong() => IsRefusedAsync(
        (job, _) => new WorkerStart { Queue = job.Database.WorkerUriWith("wrong") }, "the server does not let this worker in");

    [Fact]
    public Task It_ends_when_there_is_no_such_database() => IsRefusedAsync(
        (job, _) => new WorkerStart { Queue = job.Database.WorkerUri + "_else" }, "the server does not let this worker in");

    [Fact]
    public Task It_ends_when_the_database_has_no_schema() => IsRefusedAsync(
        (job, empty) => new WorkerStart { Queue = job.Database.WorkerUri.Replace(job.Database.Name, empty, StringComparison.Ordinal) },
        "the queue's database does not speak this program's version");

    private static async Task IsRefusedAsync(Func<FaultJob, string, WorkerStart> wrong, string reason)
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Pi(10));
        var server = await SharedPostgres.GetAsync();
        var worker = job.Start(wrong(job, await server.CreateDatabaseAsync(cancellationToken: TestContext.Current.CancellationToken)));

        await worker.EndsAsync(WorkerExitCode.Refused);

        var error = Assert.Single(worker.Process.Errors, line => line.Contains("\"Level\":\"Error\"", StringComparison.Ordinal));
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain(worker.Process.Errors, line => line.Contains("Exception", StringComparison.Ordinal));
        Assert.Equal(0, await job.CountAsync("select count(*) from paralleljobs.worker"));
        Assert.Equal(JobState.Open, (await job.Ledger.ProgressAsync(job.Id, TestContext.Current.CancellationToken)).State);
    }
}
