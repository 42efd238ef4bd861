using ParallelJobs.ElectedProcess;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

/// <summary>Processes that contend for one lease of a real API server, and what they write while they lead.</summary>
internal sealed class ElectedRun : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "elected-process");
    private readonly CancellationTokenSource _done = new();
    private readonly List<Member> _members = [];
    private readonly KubernetesClient _client;
    private readonly ElectedOptions _options;
    private Task _following = Task.CompletedTask;

    private ElectedRun(KubernetesApiServer server, ElectedOptions options)
    {
        _client = server.Client();
        _options = options;
        Acts = new ActHistory(_client, options.Namespace);
    }

    public ActHistory Acts { get; }

    /// <param name="server">The processes are its administrators.</param>
    /// <param name="seconds">Lease duration, renew deadline, retry period.</param>
    public static async Task<ElectedRun> BeginAsync(KubernetesApiServer server, (double Lease, double Deadline, double Retry) seconds)
    {
        var options = new ElectedOptions
        {
            Server = server.Url,
            Token = server.Admin.Token!,
            Authority = server.Admin.Authority.ExportCertificatePem(),
            Namespace = await server.CreateNamespaceAsync(TestContext.Current.CancellationToken),
            Identity = "",
            LeaseDuration = seconds.Lease,
            RenewDeadline = seconds.Deadline,
            RetryPeriod = seconds.Retry,
        };
        var run = new ElectedRun(server, options);
        var map = new ConfigMap { Metadata = new() { Namespace = options.Namespace, Name = "role" } };
        map = await run._client.CreateAsync(map, cancellationToken: TestContext.Current.CancellationToken);
        run._following = run.Acts.FollowAsync(map, run._done.Token);
        return run;
    }

    /// <param name="identity">Of the process.</param>
    /// <param name="freezeAfter">See <see cref="ElectedOptions.FreezeAfter"/>.</param>
    /// <param name="clock">By how much its time of day is off, "+1h".</param>
    public Member Start(string identity, int? freezeAfter = null, string? clock = null)
    {
        var options = _options with { Identity = identity, FreezeAfter = freezeAfter };
        var environment = clock is null ? [] : FakeClock.Shifted(clock).ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        // The monotonic clock is nobody's to set.
        environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        var member = new Member(identity, TestProcess.Start(Program, [options.Argument], environment));
        _members.Add(member);
        return member;
    }

    /// <summary>One that leads, and two that wait and know it.</summary>
    public async Task<(Member Leader, Member[] Others)> StartThreeAsync(int? freezeAfter = null)
    {
        var leader = Start("pod-a", freezeAfter);
        await UntilAsync(act => act.Identity == leader.Identity);
        Member[] others = [Start("pod-b"), Start("pod-c")];
        await Task.WhenAll(others.Select(other => other.FollowsAsync(leader)));
        return (leader, others);
    }

    /// <summary>The first write of that kind.</summary>
    public async Task<Act> UntilAsync(Func<Act, bool> which, TimeSpan? within = null)
    {
        await Acts.Changed.UntilAsync(() => Acts.All.Any(which), $"a write, of {string.Join("\n", _members.Select(member => member.Process))}", within, TestContext.Current.CancellationToken);
        return Acts.All.First(which);
    }

    /// <summary>Who leads next, and the moment when it began.</summary>
    public async Task<(Member Leader, Act Act, TimeSpan At)> SuccessorAsync(int of, TimeSpan within)
    {
        var act = await UntilAsync(act => act.Epoch > of, within);
        var leader = _members.Last(member => member.Identity == act.Identity);
        return (leader, act, (await leader.SaysAsync(Said.Leads)).At);
    }

    /// <summary>Stops all in order; then all that was ever written must have been written by one leader after the other.</summary>
    public async Task EndAsync()
    {
        foreach (var member in _members.Where(member => !member.Process.HasExited))
        {
            member.Process.Signal(UnixSignal.Terminate);
            Assert.Equal(("Released", 0), await member.EndsAsync());
        }

        var last = await _client.GetAsync<ConfigMap>(_options.Namespace, "role", TestContext.Current.CancellationToken);
        await Acts.Changed.UntilAsync(() => Acts.Version == last.Metadata.ResourceVersion, "the last write", cancellationToken: TestContext.Current.CancellationToken);
        Acts.AssertFenced();
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _following;
        foreach (var member in _members)
        {
            await member.Process.DisposeAsync();
        }

        _client.Dispose();
        _done.Dispose();
    }
}
