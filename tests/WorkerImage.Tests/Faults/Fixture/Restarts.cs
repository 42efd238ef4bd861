namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>Starts a worker again whenever it has ended badly, as Kubernetes would, but without delay.</summary>
internal static class Restarts
{
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

            Assert.True(ended == badEnd, $"{worker.Name} ended with {ended}, and with neither 0 nor {badEnd}: {worker.Process}");
        }
    }
}
