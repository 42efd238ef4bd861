using System.Diagnostics;
using ParallelJobs.Kubernetes.Controllers;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

public sealed class WorkQueueTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new(_time, new Random(1));

    [Fact]
    public async Task Keys_come_in_the_order_in_which_they_were_added_and_each_once()
    {
        foreach (var key in "abacabad")
        {
            _queue.Add(key.ToString());
        }

        Assert.Equal(4, _queue.Depth);
        Assert.Equal("abcd", await TakeAllAsync());
    }

    [Fact]
    public async Task A_key_added_while_out_is_not_given_to_another_and_comes_again_when_done()
    {
        _queue.Add("a");
        await TakeAsync();
        _queue.Add("a");
        _queue.Add("a");
        Assert.Equal(0, _queue.Depth);

        _queue.Done("a");

        Assert.Equal("a", await TakeAsync());
        _queue.Done("a");
        Assert.Equal(0, _queue.Depth);
    }

    [Fact]
    public async Task A_key_that_comes_again_waits_behind_the_others()
    {
        _queue.Add("a");
        await TakeAsync();
        _queue.Add("a");
        _queue.Add("b");

        _queue.Done("a");

        Assert.Equal("ba", await TakeAllAsync());
    }

    [Fact]
    public async Task Of_several_delays_the_earliest_wins_and_the_key_comes_once()
    {
        _queue.AddAfter("a", 3 * Second);
        _queue.AddAfter("a", Second);
        _queue.AddAfter("a", 2 * Second);

        _time.Advance(Second - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _queue.Depth);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("a", await TakeAllAsync());
        _time.Advance(10 * Second);
        Assert.Equal(0, _queue.Depth);
    }

    [Fact]
    public async Task An_add_leaves_the_delay_as_it_is()
    {
        _queue.AddAfter("a", Second);
        _queue.Add("a");
        Assert.Equal("a", await TakeAllAsync());

        _time.Advance(Second);

        Assert.Equal("a", await TakeAllAsync());
    }

    [Fact]
    public async Task Any_number_of_delays_needs_one_timer()
    {
        var time = new CountedTimers(_time);
        using var queue = new WorkQueue<int>(time, new Random(1));

        for (var key = 0; key < 1000; key++)
        {
            queue.AddAfter(key, TimeSpan.FromMilliseconds(1 + (key * 7919 % 1000)));
        }

        Assert.Equal(1, time.Count());
        for (var moment = 1; moment <= 1000; moment++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            var key = await queue.TakeAsync(TestContext.Current.CancellationToken);
            Assert.Equal(moment, 1 + (key * 7919 % 1000));
        }

        Assert.Equal(1, time.Count());
    }

    [Fact]
    public async Task A_delay_longer_than_timers_count_is_kept_whole()
    {
        using var unbounded = new WorkQueue<string>(TimeProvider.System, new Random(1));
        unbounded.AddAfter("a", TimeSpan.MaxValue);
        _queue.AddAfter("a", TimeSpan.FromDays(100.5));

        for (var day = 0; day < 100; day++)
        {
            _time.AdvanceToNextTimer();
            Assert.Equal(0, _queue.Depth);
        }

        _time.AdvanceToNextTimer();
        Assert.Equal("a", await TakeAsync());
    }

    [Fact]
    public async Task On_the_systems_clock_a_delay_does_not_end_early()
    {
        using var queue = new WorkQueue<string>(TimeProvider.System, new Random(1));
        var begun = Stopwatch.GetTimestamp();

        queue.AddAfter("a", TimeSpan.FromMilliseconds(20));
        await queue.TakeAsync(TestContext.Current.CancellationToken);

        Assert.True(Stopwatch.GetElapsedTime(begun) >= TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Keys_that_are_gone_leave_nothing_behind()
    {
        for (var round = 0; round < 1000; round++)
        {
            var key = $"{round}";
            _queue.AddWithBackoff(key);
            _queue.AddAfter(key, Second);
            _queue.AddAfter(key, Second / 2);
            _queue.Forget(key);
        }

        Assert.Equal(1000, _queue.Remembered);
        _time.Advance(Second);
        while (_queue.Depth > 0)
        {
            _queue.Done(await TakeAsync());
        }

        Assert.Equal(0, _queue.Remembered);
    }

    [Fact]
    public void The_first_key_says_how_long_keys_wait()
    {
        Assert.Equal(TimeSpan.Zero, _queue.Oldest);
        _queue.Add("a");
        _time.Advance(Second);
        _queue.Add("b");
        _time.Advance(Second);

        Assert.Equal(2 * Second, _queue.Oldest);
    }

    [Fact]
    public async Task Only_a_key_that_is_out_can_be_done()
    {
        _queue.Add("a");
        Assert.Throws<InvalidOperationException>(() => _queue.Done("b"));
        Assert.Throws<InvalidOperationException>(() => _queue.Done("a"));
        await TakeAsync();
        _queue.Done("a");
        Assert.Throws<InvalidOperationException>(() => _queue.Done("a"));
    }

    [Fact]
    public async Task A_key_is_not_lost_to_a_taker_that_is_cancelled_as_it_comes()
    {
        var given = 0;
        for (var round = 0; round < 1000; round++)
        {
            using var stop = new CancellationTokenSource();
            var taker = _queue.TakeAsync(stop.Token).AsTask();
            using var together = new Barrier(2);
            // Now the one comes first and now the other, by more or less.
            var lead = 100 * ((round % 200) - 100);
            var cancelled = Task.Run(() => Together(lead, stop.Cancel), TestContext.Current.CancellationToken);
            var added = Task.Run(() => Together(-lead, () => _queue.Add("a")), TestContext.Current.CancellationToken);
            await Task.WhenAll(cancelled, added);

            try
            {
                await taker;
                given++;
            }
            catch (OperationCanceledException)
            {
                var next = TakeAsync();
                Assert.True(next.IsCompletedSuccessfully);
            }

            _queue.Done("a");
            Assert.Equal(0, _queue.Remembered);

            void Together(int spins, Action act)
            {
                together.SignalAndWait();
                Thread.SpinWait(Math.Max(0, spins));
                act();
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{given} of 1000 were given to the taker that was cancelled");
    }

    [Fact]
    public async Task A_taker_that_is_cancelled_before_takes_nothing()
    {
        _queue.Add("a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _queue.TakeAsync(new CancellationToken(canceled: true)).AsTask());

        Assert.Equal("a", await TakeAsync());
    }

    [Fact]
    public async Task After_its_end_nothing_comes_out_and_adding_does_nothing()
    {
        var taker = TakeAsync();
        _queue.AddAfter("a", Second);

        _queue.Dispose();
        _queue.Add("b");
        _queue.AddWithBackoff("c");
        _time.Advance(Second);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => taker);
        await Assert.ThrowsAsync<ObjectDisposedException>(TakeAsync);
        Assert.Equal(0, _queue.Depth);
    }

    public void Dispose() => _queue.Dispose();

    private Task<string> TakeAsync() => _queue.TakeAsync(TestContext.Current.CancellationToken).AsTask();

    private async Task<string> TakeAllAsync()
    {
        var keys = "";
        while (_queue.Depth > 0)
        {
            var key = await TakeAsync();
            _queue.Done(key);
            keys += key;
        }

        return keys;
    }
}
