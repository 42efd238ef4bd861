using System.Security.Cryptography;
using ParallelJobs.Cli.Commands;
using ParallelJobs.Cli.Output;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Faults;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Cli.Running;

/// <summary>Prepares what a run on a shared queue needs, and says why it cannot begin.</summary>
internal static class QueueJob
{
    private const int OwnerKeyBytes = 32;

    // Each look is a query.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <exception cref="RefusedRunException">It cannot begin.</exception>
    public static async Task<RunReport> RunAsync(JobPlan plan, RunSetup setup, RunRequest request, WatchedRun view, CancellationToken drain)
    {
        Check(Failpoints.Variable, Failpoints.Check);
        var uri = QueueUri.Parse(Checked("--queue", request.Queue!));
        var workerQueue = Checked("--worker-queue", request.WorkerQueue ?? request.Queue!);

        using var folder = Folder(request.Join);

        // For this one job: nobody has to compute its secret again.
        await using var ledger = new PostgresLedger(uri, RandomNumberGenerator.GetBytes(OwnerKeyBytes));
        var run = new QueueRun(plan, ledger, folder, new QueueRunOptions
        {
            Setup = setup,
            WorkerQueue = workerQueue,
            IsWorkerQueueApart = request.WorkerQueue is not null,
            IsVerbose = request.Verbose,
            TellsHowToJoin = request.Verbose || Terminal.IsInteractive,
        });
        try
        {
            return await view.WatchAsync(run.RunAsync(drain), run.ProgressAsync, LookEvery);
        }
        catch (QueueUnavailableException e)
        {
            throw new RefusedRunException(ExitCode.Unreachable, e.Message);
        }
        catch (SchemaException e)
        {
            throw new RefusedRunException(ExitCode.InvalidInput, e.Message);
        }
        catch (QueueAccessDeniedException e)
        {
            throw new RefusedRunException(ExitCode.Refused, e.Message);
        }
    }

    /// <summary>The URI as it was given, since its parsed form does not tell the password.</summary>
    private static string Checked(string option, string uri)
    {
        Check(option, () => QueueUri.Parse(uri));
        return uri;
    }

    private static void Check(string what, Action check)
    {
        try
        {
            check();
        }
        catch (FormatException e)
        {
            throw new RefusedRunException(ExitCode.InvalidInput, $"{what}: {e.Message}");
        }
    }

    private static JoinFolder Folder(string? join)
    {
        try
        {
            return JoinFolder.Create(join);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = e.Message.TrimEnd('.');
            throw new RefusedRunException(ExitCode.InvalidInput, join is null
                ? $"there can be no folder for the workers in {Path.GetTempPath()}: {why}; set TMPDIR, or name another folder with --join"
                : $"--join: '{join}' cannot be used: {why}; name a folder of your own that is empty or not there");
        }
    }
}
