using System.Data.Common;
using System.Security.Cryptography;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Cli.Running;

/// <summary>
/// Tells before any worker is started that none could work: a worker waits without end for a queue that it cannot reach, or that does not
/// hold its job.
/// </summary>
internal static class WorkerQueueCheck
{
    private const string NoSuchJob = "PJ001";
    private const int KeyBytes = 32;
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    /// <param name="uri">Of the queue, as the workers are to use it.</param>
    /// <param name="job">One that is in the queue.</param>
    /// <param name="time">Measures how long it may take.</param>
    /// <param name="stop">Cancelled: it is of no interest any more.</param>
    /// <exception cref="RefusedRunException">The workers could not do anything there.</exception>
    public static async Task RunAsync(QueueUri uri, JobDefinition job, TimeProvider time, CancellationToken stop)
    {
        using var soon = new CancellationTokenSource(AtMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, soon.Token);

        // A stranger's: to refuse it the server has to find the job, and does nothing else.
        var secret = JobSecret.Of(RandomNumberGenerator.GetBytes(KeyBytes), job.Id);
        await using var queue = new PostgresRangeQueue(uri, job.Id, secret, time);
        try
        {
            await queue.ExchangeAsync(
                new ExchangeReport { Incarnation = Guid.NewGuid(), Sequence = 1, SpecHash = job.SpecHash, Slots = 1, Leaving = true }, either.Token);
        }
        catch (ExchangeRefusedException e) when (e.Reason == RefusalReason.WrongSecret)
        {
            // As it should be.
            return;
        }
        catch (ExchangeRefusedException e)
        {
            throw Refused(e.Reason == RefusalReason.WrongSchema ? ExitCode.InvalidInput : ExitCode.Refused, e.Message);
        }
        catch (QueueUnavailableException e) when (e.InnerException is DbException { SqlState: NoSuchJob })
        {
            throw Refused(ExitCode.InvalidInput, $"{uri} is not the database of --queue; name the same one");
        }
        catch (QueueUnavailableException e)
        {
            throw Refused(ExitCode.Unreachable, e.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Refused(ExitCode.Unreachable, $"the queue at {uri} does not answer within {AtMost.TotalSeconds:0} s");
        }
    }

    private static RefusedRunException Refused(int exitCode, string why) => new(exitCode, $"--worker-queue: {why}");
}
