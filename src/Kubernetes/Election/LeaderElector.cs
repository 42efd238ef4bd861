using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Election;

/// <summary>
/// Waits for a lease, leads while it can be renewed, and gives it up.
/// <para>
/// At most one contender leads at a time, whatever their times of day and however long any of them stands still: who leads trusts the lease for
/// <see cref="LeaderElectorOptions.RenewDeadline"/> from before the last renewal was sent, and who waits takes it no earlier than
/// <see cref="LeaderElectorOptions.LeaseDuration"/> after it saw that renewal, each by its own monotonic clock. The difference (5 s by default) is
/// what the work has for ending once its token is cancelled, and what a request has for arriving that was sent when leadership was still held. What
/// may take longer has to be fenced: by the resourceVersion that it was decided upon, or by <see cref="Leadership.Epoch"/>.
/// </para>
/// <para>
/// When a leader dies, another takes over within the lease's duration and one retry period of its last renewal; when it is told to stop, within one
/// retry period of the end of its work. A lease that is deleted while it is held is made again by its holder, and other contenders wait; only one that
/// has just started cannot know of it.
/// </para>
/// <para>
/// Clocks: monotonic ones that stand still while a machine is suspended, as Linux' does, extend the trust of a leader by that time.
/// </para>
/// </summary>
/// <param name="client">
/// One of its own with <see cref="KubernetesClientOptions.HttpVersion"/> 1.1: an attempt that gets no answer is given up in time for another, and so
/// takes its connection with it.
/// </param>
/// <param name="options">Which lease, by whom.</param>
/// <param name="time">All waiting is done by it.</param>
/// <param name="random">Of the jitter; used by nobody else at the same time.</param>
/// <param name="logger">Where it says who leads, and why not.</param>
/// <exception cref="ArgumentException">Nobody could lead with these options.</exception>
public sealed partial class LeaderElector(
    KubernetesClient client,
    LeaderElectorOptions options,
    TimeProvider time,
    Random random,
    ILogger<LeaderElector> logger)
{
    private readonly LeaderElectorOptions _options = options.Validated();
    private readonly ContendedLease _lease = new(client, options, time);
    private volatile Leadership? _leadership;
    private int _failures;

    /// <summary>True while this process leads, by the clock.</summary>
    public bool IsLeader => _leadership is { IsHeld: true };

    /// <summary>The identity of who leads as far as is known; null where nobody does, and before the lease was first read.</summary>
    public string? Leader => _lease.Seen.Holder;

    /// <summary>
    /// Contends for the lease, for ever if need be, runs <paramref name="lead"/> once while it is held, and returns when that has ended and no request
    /// is under way. Without an API server it goes on trying. For one caller at a time.
    /// </summary>
    /// <param name="lead">
    /// The work, on a thread of the pool. It has to end soon after <see cref="Leadership.Token"/> is cancelled. What it throws is thrown here, after the
    /// lease is released, except the cancellation that it was asked for.
    /// </param>
    /// <param name="cancellationToken">Tells it to stop, which is an end like others and throws nothing.</param>
    public async Task<LeadershipEnd> RunAsync(Func<Leadership, Task> lead, CancellationToken cancellationToken)
    {
        if (await ContendAsync(cancellationToken) is not { } leadership)
        {
            // A write that took the lease may have arrived although its answer did not.
            await ReleaseAsync();
            return LeadershipEnd.Released;
        }

        if (!await LeadAsync(lead, leadership, cancellationToken))
        {
            return LeadershipEnd.Lost;
        }

        return cancellationToken.IsCancellationRequested ? LeadershipEnd.Released : LeadershipEnd.Ended;
    }

    /// <summary>Null when it was told to stop before it led.</summary>
    private async Task<Leadership?> ContendAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var startedAt = time.Monotonic();
                var attempt = await TryAsync(epoch: null, _options.AttemptLimit, cancellationToken);
                if (attempt is { Step: ElectionStep.Take })
                {
                    return _leadership = new Leadership(time, attempt.StartedAt, _options.RenewDeadline, attempt.Epoch);
                }

                await PauseUntilAsync(attempt is null ? startedAt + Backoff() : Earlier(startedAt + Period(), _lease.Seen.ClaimedUntil), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>False when the leadership was lost before the work had ended.</summary>
    private async Task<bool> LeadAsync(Func<Leadership, Task> lead, Leadership leadership, CancellationToken cancellationToken)
    {
        LogLeads(_options.Name, _options.Identity, leadership.Epoch);
        var held = false;
        using var ended = new CancellationTokenSource();
        await using var stopping = cancellationToken.UnsafeRegister(static state => ((Leadership)state!).Stop(), leadership);
        var renewing = RenewAsync(leadership, ended.Token);
        try
        {
            await (cancellationToken.IsCancellationRequested ? Task.CompletedTask : Task.Run(() => lead(leadership), CancellationToken.None));
        }
        catch (OperationCanceledException) when (leadership.Token.IsCancellationRequested || !leadership.IsHeld)
        {
            // As it was asked to.
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
            held = leadership.IsHeld;
            leadership.End();
            if (held)
            {
                await ReleaseAsync();
                LogEnded(_options.Name, leadership.Epoch);
            }
        }

        return held;
    }

    /// <summary>Until it is lost, or the work has ended: also while the work is ending.</summary>
    private async Task RenewAsync(Leadership leadership, CancellationToken ended)
    {
        try
        {
            var next = time.Monotonic() + Period();
            while (true)
            {
                await PauseUntilAsync(Earlier(next, time.Monotonic() + leadership.Remaining), ended);
                var startedAt = time.Monotonic();
                var attempt = leadership.IsHeld ? await TryAsync(leadership.Epoch, Earlier(_options.AttemptLimit, leadership.Remaining), ended) : null;
                if (attempt is { Step: ElectionStep.Renew })
                {
                    leadership.Prolong(attempt.StartedAt);
                }

                if (attempt is { Step: ElectionStep.Lost } || !leadership.IsHeld)
                {
                    leadership.End();
                    LogLost(_options.Name, leadership.Epoch, Leader);
                    return;
                }

                next = startedAt + (attempt is null ? Hurry() : Period());
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work has ended.
        }
    }

    /// <summary>Null when there was no answer, or none to act upon.</summary>
    private async Task<LeaseAttempt?> TryAsync(int? epoch, TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(within.WholeMilliseconds(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var leader = Leader;
        try
        {
            var attempt = await _lease.TryAsync(epoch, either.Token);
            Answered(leader);
            return attempt;
        }
        catch (KubernetesException exception)
        {
            Failed(exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Failed($"no answer within {within.TotalSeconds:0.#} s");
        }

        return null;
    }

    private async Task ReleaseAsync()
    {
        using var limit = new CancellationTokenSource(_options.AttemptLimit.WholeMilliseconds(), time);
        try
        {
            await _lease.ReleaseAsync(limit.Token);
        }
        catch (Exception exception) when (exception is KubernetesException or OperationCanceledException)
        {
            LogNotReleased(_options.Name, exception.Message);
        }
    }

    private Task PauseUntilAsync(TimeSpan moment, CancellationToken cancellationToken) =>
        Task.Delay((moment - time.Monotonic()).WholeMilliseconds(), time, cancellationToken);

    private TimeSpan Period() => RetryPace.Regular(_options, random.NextDouble());

    private TimeSpan Hurry() => RetryPace.Hurried(_options, random.NextDouble());

    private TimeSpan Backoff() => RetryPace.Backoff(_options, _failures, random.NextDouble());

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Answered(string? leaderBefore)
    {
        if (_failures > 0)
        {
            LogAnswersAgain(_options.Name, _failures);
        }

        _failures = 0;
        if (Leader is { } leader && leader != leaderBefore && leader != _options.Identity)
        {
            LogFollows(_options.Name, leader);
        }
    }

    private void Failed(string reason)
    {
        _failures++;
        if (_failures == 1)
        {
            LogFails(_options.Name, reason);
        }
        else
        {
            LogStillFails(_options.Name, _failures, reason);
        }
    }
}
