namespace ParallelJobs.Cli.Running;

/// <summary>
/// How long to wait before a worker's process is started again: not at all at first, then 1, 2, 4 … 30 s, and not at all again after one that
/// lived for a minute. Not safe for use by several threads.
/// </summary>
internal sealed class RestartPace
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongLife = TimeSpan.FromMinutes(1);
    private TimeSpan _next = TimeSpan.Zero;

    /// <param name="life">How long the process that has ended had lived.</param>
    public TimeSpan After(TimeSpan life)
    {
        var wait = life >= LongLife ? TimeSpan.Zero : _next;
        _next = wait == TimeSpan.Zero ? First : wait < Longest / 2 ? wait * 2 : Longest;
        return wait;
    }
}
