using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

/// <summary>What was logged. Immutable.</summary>
internal sealed record LogEntry(LogLevel Level, string Message, Exception? Exception);
