using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Election;

/// <summary>
/// One of several contenders, with a clock, a time of day and a link of its own, which is stopped, cut off, killed and restarted at random. While it is
/// stopped its clock goes on, and none of its timers fires until it continues.
/// </summary>
internal sealed class SimulatedProcess(FakeApiServer server, string identity, Random random)
{
    private static readonly LinkState[] Links =
    [
        LinkState.Works, LinkState.Works, LinkState.Works, LinkState.Breaks, LinkState.Hangs, LinkState.LosesAnswers, LinkState.Slow,
    ];

    private readonly TimeSpan _offset = TimeSpan.FromMinutes(random.Next(-60, 61));
    private ManualTime _time = new();
    private Contender? _contender;
    private TimeSpan _missed;
    private bool _isStopped;

    public string Identity => identity;

    /// <summary>One that continues finds out what time it is before anything else.</summary>
    public bool IsActing => !_isStopped && _missed == TimeSpan.Zero && _contender is { IsLeader: true };

    /// <summary>Of the leadership that it has.</summary>
    public async Task<int> EpochAsync() => (await _contender!.BegunAsync()).Epoch;

    /// <summary>Goes on by so much; then something may happen to it.</summary>
    public async Task StepAsync(TimeSpan by, bool quiet)
    {
        _contender ??= Start();
        var led = _contender.IsLeader;
        _missed += by;
        if (!_isStopped)
        {
            (var late, _missed) = (_missed, TimeSpan.Zero);
            _time.Advance(late);
            await RestartIfLostAsync(led);
        }

        if (quiet)
        {
            (_isStopped, _contender.Link.State) = (false, LinkState.Works);
            return;
        }

        await HappenAsync(random.Next(2_000));
    }

    private async Task HappenAsync(int what)
    {
        switch (what)
        {
            case < 40:
                _contender!.Link.State = Links[random.Next(Links.Length)];
                break;
            case < 50:
                _isStopped = true;
                break;
            case < 70:
                _isStopped = false;
                break;
            case 70:
                // Killed: nobody moves its clock any more, nor asks it. The next life is another container of the same pod.
                _contender = null;
                break;
            case 71 or 72 when !_isStopped:
                _contender!.Link.State = LinkState.Works;
                _contender.Stop();
                await _contender.EndAsync();
                _contender = null;
                break;
        }
    }

    private async Task RestartIfLostAsync(bool led)
    {
        // Or it took the lease so slowly that it never led.
        if ((led && !_contender!.IsLeader) || _contender!.Run.IsCompleted)
        {
            await _contender.EndAsync();
            _contender = Start();
        }
    }

    private Contender Start()
    {
        (_time, _missed, _isStopped) = (new ManualTime(), TimeSpan.Zero, false);
        return new Contender(server, new ShiftedTime(_time, _offset), identity, random).Begin();
    }
}
