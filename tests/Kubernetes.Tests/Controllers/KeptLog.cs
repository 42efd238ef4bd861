using Microsoft.Extensions.Logging;
using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

/// <summary>Keeps all that is logged, of all levels. Safe for use by several threads.</summary>
internal sealed class KeptLog<T> : ILogger<T>
{
    private readonly Lock _lock = new();
    private readonly List<LogEntry> _entries = [];

    public Signal Changed { get; } = new();

    public IReadOnlyList<LogEntry> Entries
    {
        get { lock (_lock) { return [.. _entries]; } }
    }

    public Task UntilAsync(Func<LogEntry, bool> which, int count = 1) =>
        Changed.UntilAsync(() => Entries.Count(which) >= count, $"{count} log entries", cancellationToken: TestContext.Current.CancellationToken);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
        {
            _entries.Add(new(logLevel, formatter(state, exception), exception));
        }

        Changed.Raise();
    }
}
