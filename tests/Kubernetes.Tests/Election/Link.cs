namespace ParallelJobs.Kubernetes.Tests.Election;

/// <summary>One contender's connection to the API server. Counts what it was given.</summary>
internal sealed class Link(HttpMessageHandler server) : DelegatingHandler(server)
{
    private int _underWay;
    private int _requests;

    /// <summary>A request hangs from now on, and its time limit is set.</summary>
    public event Action? Hanging;

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
            if (state is LinkState.Hangs)
            {
                await UntilGivenUpAsync(cancellationToken);
            }

            var response = state is LinkState.Breaks ? null : await base.SendAsync(request, cancellationToken);
            return state is LinkState.Works ? response! : throw new HttpRequestException("the connection broke, as the test says");
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>Returns on the thread that gives it up, which a delay would not.</summary>
    private async Task UntilGivenUpAsync(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource();
        await using var given = cancellationToken.Register(() => never.SetCanceled(cancellationToken));
        Hanging?.Invoke();
        await never.Task;
    }
}
