using System.CommandLine;
using ParallelJobs.Cli.Output;
using ParallelJobs.Cli.Running;
using ParallelJobs.Engine.Workers;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Cli.Commands;

/// <summary>
/// What <c>pjob run --queue</c> starts for each of its workers: configured like the worker's program, but told by its parent what to do, and
/// gone with it. Not for people, and so not in the help.
/// </summary>
internal static class WorkerCommand
{
    public const string Name = "worker";

    public static Command Create()
    {
        var command = new Command(Name, "Work on a job of a queue for a parent process") { Hidden = true };
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task<int> RunAsync()
    {
        if (WorkerSettings.Read(Environment.GetEnvironmentVariable, out var problems) is not { } settings)
        {
            ErrorLine.WriteAll(problems);
            return WorkerExitCode.InvalidConfiguration;
        }

        // The parent's answer goes to the same stdout.
        Console.SetOut(Console.Error);
        using var input = new StreamReader(Console.OpenStandardInput());
        using var orders = ParentOrders.Listen(input, static () => Environment.Exit(ExitCode.Failed));
        using var signals = new StopSignals(static _ => { });
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(orders.Draining, signals.Drain);
        await using var queue = new PostgresRangeQueue(settings.Queue, settings.Job, settings.Secret);
        var run = new WorkerRun(settings.ToPlan(), queue, settings.ToOptions(OwnProgram.AsSlot()), settings.Grace);
        var exit = await run.RunAsync(() => signals.ExitCode != 0 ? signals.ExitCode : WorkerExitCode.Terminated, drain.Token);
        ErrorLine.Write(exit.Message);
        return exit.Code;
    }
}
