namespace ParallelJobs.Engine.Workers;

/// <summary>How a worker ends.</summary>
/// <param name="Code">One of <see cref="WorkerExitCode"/>.</param>
/// <param name="Message">One line that says why.</param>
public sealed record WorkerExit(int Code, string Message);
