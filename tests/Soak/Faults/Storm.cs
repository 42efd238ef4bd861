using System.Net;
using ParallelJobs.Soak.Replicas;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Soak.Faults;

/// <summary>One fault after the other, at random. For one caller at a time.</summary>
internal sealed class Storm(KubernetesApiServer server, IReadOnlyList<ApiProxy> proxies, IReadOnlyList<Replica> replicas, Random random)
{
    private const int Kinds = 17;

    public int Count { get; private set; }

    /// <summary>Until cancelled; when it returns nothing is wrong any more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Pause(0.2, 3, cancellationToken);
                Count++;
                await StrikeAsync(random.Next(Kinds), proxies[random.Next(proxies.Count)], cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            foreach (var proxy in proxies)
            {
                proxy.Faults.Clear();
                proxy.ReleaseWatches();
            }
        }
    }

    private Task StrikeAsync(int kind, ApiProxy proxy, CancellationToken cancellationToken) => kind switch
    {
        0 => RestartAsync(cancellationToken),
        1 => FreezeAsync(cancellationToken),
        2 => Done(() => proxy.BreakWatches()),
        3 => Done(() => proxy.EndWatches()),
        4 => Done(() => proxy.SendToWatches(ApiFault.ExpiredEvent + "\n")),
        5 => Done(() => proxy.SendToWatches("{\"type\":\"ADDED\",\"object\":[]}\nno event at all\n")),
        6 => HoldAsync(proxy, cancellationToken),
        7 => CompactAsync(cancellationToken),
        8 => Done(() => Next(proxy, ApiFault.Answer(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(random.Next(1, 4))))),
        9 => Done(() => Next(proxy, ApiFault.Answer(HttpStatusCode.InternalServerError, "InternalError"))),
        10 => Done(() => Next(proxy, ApiFault.Html(HttpStatusCode.BadGateway))),
        11 => Done(() => Next(proxy, ApiFault.Answer(HttpStatusCode.Gone, "Expired"), IsRead)),
        12 => Done(() => Next(proxy, ApiFault.LoseAnswer)),
        13 => Done(() => Next(proxy, ApiFault.CutBody(random.Next(4_000)), IsRead)),
        14 => DripAsync(proxy, cancellationToken),
        15 => PartAsync(proxy, cancellationToken),
        _ => Done(() => replicas[random.Next(replicas.Count)].Retire()),
    };

    private static bool IsRead(ApiRequest request) => request.Resource == "configmaps" && request.Verb is "list" or "watch";

    private static Task Done(Action strike)
    {
        strike();
        return Task.CompletedTask;
    }

    private void Next(ApiProxy proxy, ApiFault fault, Func<ApiRequest, bool>? which = null)
    {
        proxy.Faults.Next(fault, which, random.Next(1, 30));
        if (which is not null)
        {
            // Else it would wait long for one to strike.
            proxy.EndWatches();
        }
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        await server.KillAsync();
        try
        {
            await Pause(0, 3, cancellationToken);
        }
        finally
        {
            await server.StartAsync(CancellationToken.None);
        }
    }

    private async Task FreezeAsync(CancellationToken cancellationToken)
    {
        server.Freeze();
        try
        {
            await Pause(1, 12, cancellationToken);
        }
        finally
        {
            server.Thaw();
        }
    }

    private async Task HoldAsync(ApiProxy proxy, CancellationToken cancellationToken)
    {
        proxy.HoldWatches();
        try
        {
            await Pause(1, 10, cancellationToken);
        }
        finally
        {
            proxy.ReleaseWatches();
        }
    }

    /// <summary>Forgotten for those whose watch breaks now; the server's own cache is forgotten with its next crash.</summary>
    private async Task CompactAsync(CancellationToken cancellationToken)
    {
        await server.CompactAsync(cancellationToken);
        proxies[random.Next(proxies.Count)].BreakWatches();
    }

    private async Task DripAsync(ApiProxy proxy, CancellationToken cancellationToken)
    {
        var drip = new Drip();
        Next(proxy, ApiFault.Slow(drip), IsRead);
        try
        {
            for (var drop = 0; drop < 50; drop++)
            {
                await Pause(0.01, 0.1, cancellationToken);
                drip.AllowBytes(random.Next(1, 2_000));
            }
        }
        finally
        {
            drip.AllowAll();
        }
    }

    /// <summary>One replica hears nothing and is not heard, long enough to lose its leadership.</summary>
    private async Task PartAsync(ApiProxy proxy, CancellationToken cancellationToken)
    {
        proxy.HoldWatches();
        proxy.Faults.Always(ApiFault.Hang);
        try
        {
            await Pause(5, 20, cancellationToken);
        }
        finally
        {
            proxy.Faults.Clear();
            proxy.ReleaseWatches();
        }
    }

    private Task Pause(double from, double to, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(from + (random.NextDouble() * (to - from))), cancellationToken);
}
