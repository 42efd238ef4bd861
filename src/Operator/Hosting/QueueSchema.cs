using Microsoft.Extensions.Logging;
using ParallelJobs.Operator.Options;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Operator.Hosting;

/// <summary>
/// Brings the queue's database to this program's schema when an operator begins to lead, and again whenever the database has turned out to be an empty one.
/// What is missing and may not be made is said once, with what an administrator has to run, and tried again.
/// </summary>
internal sealed partial class QueueSchema(OperatorSettings settings, PostgresLedger ledger, TimeProvider time, ILogger<QueueSchema> logger)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    // A large migration on a slow server is not to be begun again and again.
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    private bool _isThere;
    private string? _said;

    /// <summary>One attempt, of ten seconds at most.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) => EnsureAsync(First, cancellationToken);

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_isThere ? BetweenLooks : AfterFailure, time, cancellationToken);
            _isThere = _isThere && !await IsMissingAsync(cancellationToken);
            if (!_isThere)
            {
                await EnsureAsync(Later, cancellationToken);
            }
        }
    }

    private async Task EnsureAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var applied = await Schema.MigrateForWorkersAsync(settings.Queue, QueueUri.Parse(settings.WorkerQueue.Uri), either.Token);
            LogReady($"{settings.Queue}", applied.Count == 0 ? "nothing" : string.Join(", ", applied));
            (_isThere, _said) = (true, null);
        }
        catch (Exception exception) when (exception is SchemaException or QueueAccessDeniedException or QueueUnavailableException or FormatException)
        {
            Say(exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Say($"{settings.Queue} does not answer within {atMost.TotalSeconds:0} s");
        }
    }

    private async Task<bool> IsMissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ledger.DefinitionAsync(Guid.Empty, cancellationToken);
            return false;
        }
        catch (SchemaException)
        {
            return true;
        }
        catch (Exception exception) when (exception is QueueAccessDeniedException or QueueUnavailableException or JobNotFoundException)
        {
            return false;
        }
    }

    private void Say(string problem)
    {
        if (problem != _said)
        {
            _said = problem;
            LogNotReady(problem);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "the queue at {Queue} has this program's schema; applied now: {Applied}")]
    private partial void LogReady(string queue, string applied);

    [LoggerMessage(2, LogLevel.Warning, "the queue is not ready, and is tried again every few seconds: {Problem}")]
    private partial void LogNotReady(string problem);
}
