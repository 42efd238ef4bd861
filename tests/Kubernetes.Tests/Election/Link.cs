namespace ParallelJobs.Kubernetes.Tests.Election;

/// <summary>One contender's connection to the API server. Counts what it was given.</summary>
internal sealed class Link(HttpMessageHandler server, TimeProvider time) : DelegatingHandler(server)
{
    /// <summary>One way; so that two requests and their answers are not quite too slow for an attempt.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromSeconds(0.9);

    private int _underWay;
    private int _requests;

    /// <summary>A request hangs from now on, and its time limit is set.</summary>
    public event Action? Hanging;

    public TaskCompletionSource Freed { get; } = new();

    public LinkState State { get; set; }

    /// <summary>Requests that have not returned.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    public int Requests => Volatile.Read(ref _requests);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _underWay);
        try
        {
            var state = State;
            await (state is LinkState.Sticks ? Freed.Task : Task.CompletedTask);
            var latency = state switch { LinkState.Slow => Latency, LinkState.Hangs => Timeout.InfiniteTimeSpan, _ => TimeSpan.Zero };
            await PassAsync(latency, cancellationToken);
            var response = state is LinkState.Breaks ? null : await base.SendAsync(request, cancellationToken);
            await PassAsync(latency, cancellationToken);
            return state is LinkState.Works or LinkState.Slow ? response! : throw new HttpRequestException("the connection broke, as the test says");
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>
    /// Returns on the thread that moves the clock, also when it is given up, which a delay of the system would not: whoever runs while the clock of its
    /// process is held back would run in the past.
    /// </summary>
    private async Task PassAsync(TimeSpan latency, CancellationToken cancellationToken)
    {
        if (latency == TimeSpan.Zero)
        {
            return;
        }

        var passed = new TaskCompletionSource();
        await using var timer = time.CreateTimer(_ => passed.TrySetResult(), state: null, latency, Timeout.InfiniteTimeSpan);
        await using var given = cancellationToken.Register(() => passed.TrySetCanceled(cancellationToken));
        if (latency == Timeout.InfiniteTimeSpan)
        {
            Hanging?.Invoke();
        }

        await passed.Task;
    }
}
