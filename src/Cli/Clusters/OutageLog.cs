using Microsoft.Extensions.Logging;
using ParallelJobs.Cli.Output;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Stores;

namespace ParallelJobs.Cli.Clusters;

/// <summary>Says on stderr that a watch broke and goes on by itself.</summary>
internal sealed class OutageLog<T> : ILogger<Reflector<T>>
    where T : class, IResource<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            ErrorLine.Write(formatter(state, exception));
        }
    }
}
