using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Election;

/// <summary>
/// A process that contends, as far as the elector is concerned. All but the work's own end happens on the thread that moves the clock, before that
/// returns; so virtual times are exact.
/// </summary>
internal sealed class Contender
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Leadership> _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Contender(FakeApiServer server, TimeProvider time, string identity, Random random)
    {
        Link = new Link(server, time);
        var client = new KubernetesClient(FakeApiServer.Url, Link, time: time);
        Elector = new LeaderElector(client, Lease with { Identity = identity }, time, random, NullLogger<LeaderElector>.Instance);
        Identity = identity;
    }

    public static LeaderElectorOptions Lease { get; } = new() { Namespace = "default", Name = "role", Identity = "nobody" };

    public string Identity { get; }

    public Link Link { get; }

    public LeaderElector Elector { get; }

    public bool IsLeader => Elector.IsLeader;

    /// <summary>Until its token is cancelled, unless the test says otherwise.</summary>
    public Func<Leadership, Task> Work { get; init; } = leadership => Task.Delay(Timeout.Infinite, leadership.Token);

    public Task<LeadershipEnd> Run { get; private set; } = Task.FromResult(LeadershipEnd.Ended);

    public Contender Begin()
    {
        Run = Elector.RunAsync(
            leadership =>
            {
                _began.SetResult(leadership);
                return Work(leadership);
            },
            _stop.Token);
        return this;
    }

    /// <summary>The leadership that the work was given, once it runs.</summary>
    public Task<Leadership> BegunAsync() => _began.Task.WaitAsync(AtMost);

    /// <summary>As SIGTERM does.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>When it has returned, which takes no virtual time.</summary>
    public Task<LeadershipEnd> EndAsync() => Run.WaitAsync(AtMost);
}
