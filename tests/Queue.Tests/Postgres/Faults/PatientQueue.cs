namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Sends a report again and again until it is answered, as a worker does. Counts how often the queue was not there.</summary>
/// <param name="patience">With one attempt, whose connection may be frozen.</param>
internal sealed class PatientQueue(IRangeQueue queue, TimeSpan? patience = null) : IRangeQueue
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(10);
    private int _failures;
    private int _answers;

    public int Failures => Volatile.Read(ref _failures);

    public int Answers => Volatile.Read(ref _answers);

    public async ValueTask<ExchangeReply> ExchangeAsync(ExchangeReport report, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            attempt.CancelAfter(_patience);
            try
            {
                var reply = await queue.ExchangeAsync(report, attempt.Token);
                Interlocked.Increment(ref _answers);
                return reply;
            }
            catch (Exception failure) when (failure is QueueUnavailableException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                Interlocked.Increment(ref _failures);
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => queue.WaitAsync(atMost, cancellationToken);
}
