using ParallelJobs.Kubernetes.Controllers;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

/// <summary>Real threads at once, on the system's clock: the schedule is the machine's, what holds must hold under every one of them.</summary>
public sealed class WorkQueueHammerTests(ITestOutputHelper output)
{
    private const int Keys = 7;
    private const int Adders = 4;
    private const int Takers = 4;
    private const int AddsEach = 25_000;

    private readonly int[] _changes = new int[Keys];
    private readonly int[] _seen = new int[Keys];
    private readonly int[] _out = new int[Keys];
    private readonly TaskCompletionSource _allSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _added;
    private int _takes;
    private int _cancelled;

    [Fact(Timeout = 120_000)]
    public async Task Every_change_is_followed_by_a_take_and_no_key_is_out_twice()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        using var queue = new WorkQueue<int>(TimeProvider.System, new Random(seed));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var takers = Enumerable.Range(0, Takers)
            .Select(index => Task.Run(() => TakeAsync(queue, new Random(seed + index), end.Token), CancellationToken.None)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, Adders).Select(index => Task.Run(() => AddAsync(queue, new Random(seed - 1 - index)), end.Token)));
        _added = true;
        EndWhenAllIsSeen();
        await Task.WhenAny([_allSeen.Task, .. takers]);
        await end.CancelAsync();
        await Task.WhenAll(takers);

        output.WriteLine($"{_changes.Sum()} changes, {_takes} takes, {_cancelled} takers cancelled");
        Assert.Equal(_changes, _seen);
        Assert.True(_takes > Adders * AddsEach / 100, "there was no crowd");
        Assert.All(Enumerable.Range(0, Keys), queue.Forget);
    }

    /// <summary>First the change, then the key: whoever takes the key after that sees the change.</summary>
    private async Task AddAsync(WorkQueue<int> queue, Random random)
    {
        for (var add = 0; add < AddsEach; add++)
        {
            var key = random.Next(Keys);
            Interlocked.Increment(ref _changes[key]);
            switch (random.Next(20))
            {
                case 0:
                    queue.AddAfter(key, TimeSpan.FromMilliseconds(random.Next(3)));
                    break;
                case 1:
                    queue.AddWithBackoff(key);
                    queue.Forget(key);
                    break;
                default:
                    queue.Add(key);
                    break;
            }

            if (random.Next(4) == 0)
            {
                // Lets takers in between, also on few processors.
                await Task.Yield();
            }
        }
    }

    private async Task TakeAsync(WorkQueue<int> queue, Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(end);
            if (random.Next(4) == 0)
            {
                stop.CancelAfter(TimeSpan.FromMilliseconds(random.Next(2)));
            }

            try
            {
                See(queue, await queue.TakeAsync(stop.Token));
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref _cancelled);
            }
        }
    }

    private void See(WorkQueue<int> queue, int key)
    {
        Assert.Equal(0, Interlocked.Exchange(ref _out[key], 1));
        Interlocked.Increment(ref _takes);
        Volatile.Write(ref _seen[key], Volatile.Read(ref _changes[key]));
        EndWhenAllIsSeen();
        Volatile.Write(ref _out[key], 0);
        queue.Done(key);
    }

    private void EndWhenAllIsSeen()
    {
        if (_added && Enumerable.Range(0, Keys).All(key => Volatile.Read(ref _seen[key]) == Volatile.Read(ref _changes[key])))
        {
            _allSeen.TrySetResult();
        }
    }
}
