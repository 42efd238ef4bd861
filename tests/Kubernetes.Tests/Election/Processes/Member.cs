using ParallelJobs.ElectedProcess;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

/// <summary>One process that contends.</summary>
internal sealed class Member(string identity, TestProcess process)
{
    // A limit for failure alone.
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    public string Identity => identity;

    public TestProcess Process => process;

    /// <summary>The first line of that kind; at once when it has been said.</summary>
    public async Task<Said> SaysAsync(string word, Func<Said, bool>? which = null)
    {
        var line = await process.WaitForLineAsync(
            line => Said.Parse(line) is { } said && said.Word == word && (which?.Invoke(said) ?? true),
            AtMost,
            TestContext.Current.CancellationToken);
        return Said.Parse(line)!;
    }

    /// <summary>It has seen that another holds the lease.</summary>
    public Task FollowsAsync(Member leader) => SaysAsync(Said.Beat, said => said.Detail == leader.Identity);

    /// <summary>The machine's clock, as this process sees it, has come to there.</summary>
    public Task LivesUntilAsync(TimeSpan moment) => SaysAsync(Said.Beat, said => said.At >= moment);

    /// <summary>How its election ended, and with which code it exited.</summary>
    public async Task<(string End, int Code)> EndsAsync()
    {
        var end = await SaysAsync(Said.Ended);
        return (end.Detail, await process.WaitForExitAsync(AtMost, TestContext.Current.CancellationToken));
    }
}
