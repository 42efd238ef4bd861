using ParallelJobs.Engine.Workers;

namespace ParallelJobs.Cli.Running;

/// <summary>How one life of a worker of the run ended.</summary>
/// <param name="Code">One of <see cref="WorkerExitCode"/>, or 128 and the number of the signal that killed it.</param>
/// <param name="LastLine">What it said last on stderr; empty when it said nothing.</param>
/// <param name="Life">How long it lived.</param>
internal sealed record WorkerEnd(int Code, string LastLine, TimeSpan Life)
{
    /// <summary>It heard that the job had ended, or was told to stop and gave back what it had not done.</summary>
    public bool IsOrderly => Code is WorkerExitCode.JobEnded or WorkerExitCode.HungUp or WorkerExitCode.Interrupted or WorkerExitCode.Terminated;

    /// <summary>It can never work, however often it is started.</summary>
    public bool IsFinal => Code is WorkerExitCode.InvalidConfiguration or WorkerExitCode.Refused;

    /// <summary>By a signal, so that it could not say anything any more.</summary>
    public bool IsKilled => Code > 128 && !IsOrderly;

    /// <summary>In a few words.</summary>
    public string Reason => IsKilled ? $"killed by signal {Code - 128}" : LastLine.Length > 0 ? LastLine : $"exit code {Code}";
}
