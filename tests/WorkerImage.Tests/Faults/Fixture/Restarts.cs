namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>Starts a worker again whenever it has ended badly, as Kubernetes would, but without delay.</summary>
internal static class Restarts
{
    // Far more than any leaf has attempts: a program that cannot even start must not be started for ever.
    private const int Most = 20;

    /// <param name="job">Whose worker.</param>
    /// <param name="start">How each is started.</param>
    /// <param name="badEnd">The only exit code that is met beside 0.</param>
    /// <returns>How often one had to be started again, when one has ended well.</returns>
    public static async Task<int> RunAsync(FaultJob job, WorkerStart start, int badEnd)
    {
        for (var restarts = 0; ; restarts++)
        {
            var worker = job.Start(start);
            var ended = await worker.Process.WaitForExitAsync(Bounds.Job, TestContext.Current.CancellationToken);
            if (ended == 0)
            {
                return restarts;
            }

            Assert.True(
                ended == badEnd && restarts < Most, $"{worker.Name} ended with {ended} after {restarts} restarts, expected were 0 and {badEnd}: {worker.Process}");
        }
    }
}
