using System.CommandLine;
using System.CommandLine.Parsing;
using ParallelJobs.Cli.Output;
using ParallelJobs.Cli.Running;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Local;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Queue;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob run</c>: the job, here, without a cluster.</summary>
internal static class RunCommand
{
    /// <summary>In one process: a runtime that cannot map another thread's memory does not survive it.</summary>
    private const int MostSlots = 4096;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var file = CommonOptions.File();
        var mode = CommonOptions.Choice<SlotMode?>(
            "--mode", "MODE", "What a slot is; default as in the manifest", ("Threads", SlotMode.Threads), ("Processes", SlotMode.Processes));
        var slots = CommonOptions.Number(
            "--slots", "N", "Slots of each worker; default as in the manifest, else one for each core", 1, MostSlots);
        var workers = CommonOptions.Number("--workers", "N", "Workers on the one queue; default 1", 1, 256);
        var queue = Text("--queue", "URI", "Run on a queue in PostgreSQL, with each worker in a process of its own");
        var workerQueue = Text("--worker-queue", "URI", "The same queue, for the role of the workers; default as --queue");
        var join = Text("--join", "DIR", "Where workers that are started by hand find the job; default a temporary folder");
        var set = CommonOptions.Set();
        var output = CommonOptions.Output();
        var command = new ExampledCommand(
            "run",
            "Run a job on this machine and print its result.",
            "pjob run examples/pi.yaml",
            "pjob run examples/pi.yaml --mode Processes --slots 4",
            "pjob run examples/pi.yaml --set spec.range.end=1001 -o json | jq .result.value",
            "pjob run examples/primes.yaml --queue postgresql://owner@db.example.org/jobs --workers 2")
        {
            file, mode, slots, workers, queue, workerQueue, join, set, output,
        };
        command.Validators.Add(result => RefuseAlone(queue, result.GetResult(queue), result.GetResult(workerQueue) ?? result.GetResult(join)));
        command.SetAction((parsed, _) => RunAsync(new RunRequest
        {
            File = parsed.GetRequiredValue(file),
            Mode = parsed.GetValue(mode),
            Slots = parsed.GetValue(slots),
            Workers = parsed.GetValue(workers) ?? 1,
            Queue = parsed.GetValue(queue),
            WorkerQueue = parsed.GetValue(workerQueue),
            Join = parsed.GetValue(join),
            Overrides = parsed.GetValue(set) ?? [],
            Output = parsed.GetValue(output),
            Verbose = CommandTree.IsVerbose(parsed),
        }));
        return command;
    }

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    private static void RefuseAlone(Option needed, OptionResult? given, OptionResult? dependent)
    {
        if (given is null)
        {
            dependent?.AddError($"{dependent.Option.Name} is of use with {needed.Name} only; give the queue's URI");
        }
    }

    private static async Task<int> RunAsync(RunRequest request)
    {
        if (JobFile.ReadRunnable(request.File, request.Overrides, out var errors) is not { } job)
        {
            ErrorLine.WriteAll(errors);
            return ExitCode.InvalidInput;
        }

        var setup = SetupOf(job, request);
        if ((long)setup.Slots * setup.Workers > MostSlots)
        {
            ErrorLine.Write($"run: {setup.Workers} workers of {setup.Slots} slots are more than {MostSlots} slots; lower --workers or --slots");
            return ExitCode.InvalidInput;
        }

        var plan = JobPlan.Of(job);
        Announce(plan, setup, request);
        var view = new WatchedRun(ViewOf(job, request), TimeProvider.System);
        using var stop = new StopRequests(job.Spec.ActiveDeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        RunReport report;
        try
        {
            report = request.Queue is null ? await RunHereAsync(plan, setup, view, stop.Drain)
                : await QueueJob.RunAsync(plan, setup, request, view, stop.Drain);
        }
        catch (RefusedRunException refused)
        {
            ErrorLine.Write($"run: {refused.Message}");
            return refused.ExitCode;
        }
        catch (OperationCanceledException) when (stop.Drain.IsCancellationRequested)
        {
            return stop.ExitCodeWhenStopped;
        }

        var outcome = new RunOutcome(job.Metadata.Name!, report, stop.IsOverdue);
        Print(outcome, request.Output);
        ErrorLine.WriteAll(RunFailures.Of(outcome, job));
        return ExitCodeOf(report, stop);
    }

    private static RunSetup SetupOf(ParallelJob job, RunRequest request)
    {
        // The processor count respects affinity and the limits of a control group. Workers in processes of their own share it.
        var cores = request.Queue is null ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount / request.Workers);
        return new RunSetup(request.Mode ?? job.Spec.Workers!.Mode!.Value, request.Slots ?? job.Spec.Workers!.Slots ?? cores, request.Workers);
    }

    private static Task<RunReport> RunHereAsync(JobPlan plan, RunSetup setup, WatchedRun view, CancellationToken drain)
    {
        var run = new LocalRun(plan, new LocalRunOptions
        {
            Mode = setup.Mode,
            Slots = setup.Slots,
            Workers = setup.Workers,
            Program = OwnProgram.AsSlot(),
        });
        return view.WatchAsync(run.RunAsync(drain), _ => run.ProgressAsync(), LookEvery);
    }

    private static void Announce(JobPlan plan, RunSetup setup, RunRequest request)
    {
        if (request.Verbose)
        {
            ErrorLine.Write(
                $"{plan.Job.Metadata.Name}: kernel {plan.Kernel.Descriptor.Name} over {plan.Grid.Range}, "
                + $"{Figures.Count(plan.Grid.Leaves, "leaf", "leaves")} of {Figures.Count(plan.Grid.LeafSize, "item")}, policy {plan.Schedule.Policy}, "
                + $"{Figures.Count(setup.Workers, "worker")} of {Figures.Count(setup.Slots, "slot")}, mode {setup.Mode}");
        }
    }

    private static IProgressView? ViewOf(ParallelJob job, RunRequest request) =>
        Terminal.IsInteractive ? new ProgressBar(job.Metadata.Name!, Console.Error, Terminal.Ink, static () => Terminal.Width)
        : request.Verbose ? new ProgressLog()
        : null;

    private static void Print(RunOutcome outcome, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonAnswer.Print(json => RunJson.Write(json, outcome));
        }
        else
        {
            Console.Out.Write(Terminal.IsInteractive ? RunText.Full(outcome, Terminal.Ink) : RunText.Brief(outcome));
        }
    }

    private static int ExitCodeOf(RunReport report, StopRequests stop) => report.State switch
    {
        JobState.Complete => ExitCode.Done,
        JobState.Failed or JobState.Failing or JobState.Cancelled => ExitCode.Failed,
        _ => stop.ExitCodeWhenStopped,
    };
}
