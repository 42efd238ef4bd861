namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Waits for what nobody tells of: asks over and over, for a minute at most.</summary>
internal static class Until
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    public static Task HoldsAsync(Func<bool> condition, string what) => HoldsAsync(() => ValueTask.FromResult(condition()), what);

    public static async Task HoldsAsync(Func<ValueTask<bool>> condition, string what)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(AtMost);
        while (!await condition())
        {
            Assert.False(bound.IsCancellationRequested, $"waited {AtMost} in vain for {what}");
            await Task.Delay(Poll, CancellationToken.None);
        }
    }
}
