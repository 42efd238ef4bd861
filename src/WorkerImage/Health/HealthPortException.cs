namespace ParallelJobs.WorkerImage.Health;

/// <summary>The health endpoints cannot listen where they were told to. The message is one line, with the fix.</summary>
internal sealed class HealthPortException(string message, Exception inner) : Exception(message, inner);
