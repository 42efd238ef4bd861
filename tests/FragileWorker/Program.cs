using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Workers;
using ParallelJobs.FragileWorker;
using ParallelJobs.Queue.Postgres;

// A worker like pjob-worker, configured like it, that misbehaves over one leaf: itself where its slots are threads, its slots' processes where
// they are processes.
const string SlotArgument = "slot";
var fault = Fault.FromEnvironment();
if (args is [SlotArgument])
{
    using var input = new FragileInput(Console.OpenStandardInput(), fault);
    using var output = Console.OpenStandardOutput();
    Console.SetOut(Console.Error);
    SlotProcess.Run(input, output);
    return WorkerExitCode.JobEnded;
}

var settings = WorkerSettings.Read(Environment.GetEnvironmentVariable, out var problems)
    ?? throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
var plan = settings.ToPlan();
var item = plan.Grid.FirstItem(plan.Order.LeafAt(fault.Position));
var fragile = plan with { Kernel = new FragileKernel(plan.Kernel, item, fault) };
await using var queue = new PostgresRangeQueue(settings.Queue, settings.Job, settings.Secret);
using var signals = new StopSignals(_ => { });
var options = settings.ToOptions(SlotProgram.OfThisProcess(typeof(FragileKernel).Assembly, SlotArgument));
var exit = await new WorkerRun(fragile, queue, options, settings.Grace).RunAsync(() => signals.ExitCode, signals.Drain);
Console.Error.WriteLine(exit.Message);
return exit.Code;
