using System.CommandLine;
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

    public static Command Create()
    {
        var file = CommonOptions.File();
        var mode = CommonOptions.Choice<SlotMode?>(
            "--mode", "MODE", "What a slot is; default as in the manifest", ("Threads", SlotMode.Threads), ("Processes", SlotMode.Processes));
        var slots = CommonOptions.Number("--slots", "N", "Slots of each worker; default as in the manifest, else one for each core", 1, MostSlots);
        var workers = CommonOptions.Number("--workers", "N", "Workers on the one queue; default 1", 1, 256);
        var set = CommonOptions.Set();
        var output = CommonOptions.Output();
        var command = new ExampledCommand(
            "run",
            "Run a job on this machine and print its result.",
            "pjob run examples/pi.yaml",
            "pjob run examples/pi.yaml --mode Processes --slots 4",
            "pjob run examples/pi.yaml --set spec.range.end=1001 -o json | jq .result.value")
        {
            file, mode, slots, workers, set, output,
        };
        command.SetAction((parsed, _) => RunAsync(new Request(
            parsed.GetRequiredValue(file),
            parsed.GetValue(mode),
            parsed.GetValue(slots),
            parsed.GetValue(workers) ?? 1,
            parsed.GetValue(set) ?? [],
            parsed.GetValue(output),
            CommandTree.IsVerbose(parsed))));
        return command;
    }

    private static async Task<int> RunAsync(Request request)
    {
        if (JobFile.ReadRunnable(request.File, request.Overrides, out var errors) is not { } job)
        {
            ErrorLine.WriteAll(errors);
            return ExitCode.InvalidInput;
        }

        var options = OptionsOf(job, request);
        if (options.Slots * options.Workers > MostSlots)
        {
            ErrorLine.Write($"run: {options.Workers} workers of {options.Slots} slots are more than {MostSlots} slots; lower --workers or --slots");
            return ExitCode.InvalidInput;
        }

        var plan = JobPlan.Of(job);
        Announce(plan, options, request);
        using var stop = new StopRequests(job.Spec.ActiveDeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        var report = await WatchedRun.RunAsync(new LocalRun(plan, options), ViewOf(job, request), options.Time, stop.Drain);
        var outcome = new RunOutcome(job.Metadata.Name!, report, stop.IsOverdue);
        Print(outcome, request.Output);
        ErrorLine.WriteAll(Failures(outcome, job));
        return ExitCodeOf(report, stop);
    }

    private static LocalRunOptions OptionsOf(ParallelJob job, Request request) => new()
    {
        Mode = request.Mode ?? job.Spec.Workers!.Mode!.Value,

        // The processor count respects affinity and the limits of a control group.
        Slots = request.Slots ?? job.Spec.Workers!.Slots ?? Environment.ProcessorCount,
        Workers = request.Workers,
        Program = OwnProgram.AsSlot(),
    };

    private static void Announce(JobPlan plan, LocalRunOptions options, Request request)
    {
        if (request.Verbose)
        {
            ErrorLine.Write(
                $"{plan.Job.Metadata.Name}: kernel {plan.Kernel.Descriptor.Name} over {plan.Grid.Range}, "
                + $"{Figures.Count(plan.Grid.Leaves, "leaf", "leaves")} of {Figures.Count(plan.Grid.LeafSize, "item")}, policy {plan.Schedule.Policy}, "
                + $"{Figures.Count(options.Workers, "worker")} of {Figures.Count(options.Slots, "slot")}, mode {options.Mode}");
        }
    }

    private static IProgressView? ViewOf(ParallelJob job, Request request) =>
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

    private static IEnumerable<string> Failures(RunOutcome outcome, ParallelJob job)
    {
        var failed = outcome.Report.Failures.Select(failure =>
            $"items [{failure.Start},{failure.End}) failed at attempt {failure.Attempts}: {failure.Message}");
        var reported = outcome.Report.Failures.Aggregate(Int128.Zero, (sum, failure) => sum + failure.End - failure.Start);
        if (outcome.Report.Progress.Failed > reported)
        {
            failed = failed.Append($"and {Figures.Grouped(outcome.Report.Progress.Failed - reported)} other items failed");
        }

        if (outcome.Report is { State: JobState.Failed, HasFailedItems: true } && job.Spec.Retry!.OnExhausted == OnExhausted.DeadLetter)
        {
            failed = failed.Append(
                $"{Figures.Grouped(outcome.Report.Progress.Failed)} items failed, and spec.maxFailedItems allows {job.Spec.MaxFailedItems}; mend the cause, or raise it");
        }

        if (outcome.Report.Fault is { } fault)
        {
            failed = failed.Append(fault);
        }

        return outcome is { IsOverdue: true, State: "Failed" }
            ? failed.Append($"the job did not end within {job.Spec.ActiveDeadlineSeconds} s; raise spec.activeDeadlineSeconds")
            : failed;
    }

    private static int ExitCodeOf(RunReport report, StopRequests stop) => report.State switch
    {
        JobState.Complete => ExitCode.Done,
        JobState.Failed or JobState.Failing or JobState.Cancelled => ExitCode.Failed,
        _ => stop.ExitCodeWhenStopped,
    };

    private sealed record Request(
        string File, SlotMode? Mode, int? Slots, int Workers, string[] Overrides, OutputFormat Output, bool Verbose);
}
