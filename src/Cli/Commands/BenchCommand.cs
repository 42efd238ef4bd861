using System.CommandLine;
using ParallelJobs.Cli.Bench;
using ParallelJobs.Cli.Output;
using ParallelJobs.Cli.Running;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob bench</c>: what do threads and processes bring?</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var file = CommonOptions.File();
        var slots = CommonOptions.Number("--slots", "P", "The most slots; default one for each core", 1, 256);
        var repeat = CommonOptions.Number("--repeat", "N", "Runs of each row, of which the median counts; default 1", 1, 1000);
        var set = CommonOptions.Set();
        var plot = new Option<string?>("--plot") { HelpName = "FILE.svg", Description = "Draw the speed-up over the slots into a file" };
        var output = CommonOptions.Output();
        var command = new ExampledCommand(
            "bench",
            "Run a job sequentially, in threads and in processes, and compare.",
            "pjob bench examples/countdown.yaml",
            "pjob bench examples/pi.yaml --repeat 5 --plot pi.svg",
            "pjob bench examples/primes.yaml --set spec.range.end=1000000000 -o json")
        {
            file, slots, repeat, set, plot, output,
        };
        command.SetAction((parsed, _) => RunAsync(new Request(
            parsed.GetRequiredValue(file),
            parsed.GetValue(slots) ?? Environment.ProcessorCount,
            parsed.GetValue(repeat) ?? 1,
            parsed.GetValue(set) ?? [],
            parsed.GetValue(plot),
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

        // Looked at first: an experiment of an hour must not end at a name that cannot be written.
        if (request.Plot is { } path && WhyNotWritable(path) is { } why)
        {
            ErrorLine.Write(why);
            return ExitCode.InvalidInput;
        }

        using var stop = new StopRequests();
        var status = new StatusLine(request.Verbose);
        var experiment = new Experiment(job, request.Slots, request.Repeat, OwnProgram.AsSlot(), TimeProvider.System);
        ExperimentReport report;
        try
        {
            report = await experiment.RunAsync(status.Show, stop.Drain);
        }
        catch (OperationCanceledException) when (stop.Drain.IsCancellationRequested)
        {
            return stop.ExitCodeWhenStopped;
        }
        finally
        {
            status.Clear();
        }

        Print(report, request.Output);
        if (request.Plot is not null)
        {
            using var plot = File.Create(request.Plot);
            BenchPlot.Write(plot, report);
        }

        if (report.IsSame)
        {
            return ExitCode.Done;
        }

        ErrorLine.Write("the results of the runs differ, which must never happen: please report it with the manifest");
        return ExitCode.Failed;
    }

    /// <summary>An older plot of that name stays as it is until there is a new one.</summary>
    private static string? WhyNotWritable(string path)
    {
        try
        {
            using var plot = new FileStream(path, FileMode.Append, FileAccess.Write);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"--plot: '{path}' cannot be written: {e.Message.TrimEnd('.')}; name a file in a folder that exists and is yours";
        }
    }

    private static void Print(ExperimentReport report, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonAnswer.Print(json => BenchJson.Write(json, report));
        }
        else
        {
            Console.Out.Write(BenchText.Of(report, Terminal.Ink));
        }
    }

    private sealed record Request(string File, int Slots, int Repeat, string[] Overrides, string? Plot, OutputFormat Output, bool Verbose);
}
