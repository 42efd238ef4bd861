namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class KillAtFailpointTests(KillsAtFailpoints kills) : IClassFixture<KillsAtFailpoints>
{
    public static TheoryData<string, int> Cases => [.. KillsAtFailpoints.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_worker_that_is_killed_there_leaves_nothing_wrong_behind(string point, int time) => kills.RunAsync((point, time));
}
