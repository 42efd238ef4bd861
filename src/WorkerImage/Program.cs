using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Workers;
using ParallelJobs.WorkerImage;
using ParallelJobs.WorkerImage.Health;
using ParallelJobs.WorkerImage.Logging;

// A process that is a slot starts once for every slot of a worker, so it reads no settings.
if (args is [OwnProgram.SlotArgument])
{
    SlotProcess.RunOnStandardStreams();
    return WorkerExitCode.JobEnded;
}

if (args.Length > 0)
{
    return CommandLine.Answer(args);
}

if (WorkerSettings.Read(Environment.GetEnvironmentVariable, out var problems) is not { } settings)
{
    CommandLine.WriteErrors(problems);
    return WorkerExitCode.InvalidConfiguration;
}

using var logging = WorkerLogging.Create(settings.LogLevel);
var log = logging.CreateLogger("worker");
try
{
    return await new WorkerProgram(settings, log).RunAsync();
}
catch (HealthPortException e)
{
    CommandLine.WriteErrors([e.Message]);
    return WorkerExitCode.InvalidConfiguration;
}
#pragma warning disable CA1031 // The edge of the program: whatever reaches it becomes one log entry and an exit code.
catch (Exception e)
#pragma warning restore CA1031
{
    log.Crashed(e, WorkerExitCode.Failed);
    return WorkerExitCode.Failed;
}
