using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;
using ParallelJobs.Cli.Running;

namespace ParallelJobs.Cli.Commands;

/// <summary>Runs what a command does on a cluster: signals and --timeout end it, and what fails becomes lines on stderr and an exit code.</summary>
internal static class ClusterAction
{
    public static async Task<int> RunAsync(
        ParseResult parsed,
        Func<ClusterSession, CancellationToken, Task<int>> act,
        string about = "",
        TimeSpan? timeout = null)
    {
        using var stop = new StopRequests(timeout, notice: null);
        try
        {
            using var session = ClusterSession.Open(ClusterOptions.Of(parsed));
            return await act(session, stop.Drain);
        }
        catch (OperationCanceledException) when (stop.IsOverdue)
        {
            ErrorLine.Write($"{parsed.CommandResult.Command.Name}: not within {timeout!.Value.TotalSeconds:0.###} s; the job goes on, and so may you with a longer --timeout");
            return ExitCode.TimedOut;
        }
        catch (OperationCanceledException) when (stop.Drain.IsCancellationRequested)
        {
            return stop.ExitCodeWhenStopped;
        }
        catch (Exception failure) when (ClusterFailure.Of(failure, about) is { } told)
        {
            return Tell(parsed, told);
        }
    }

    /// <summary>The same for each of several jobs; one that fails does not keep the others from their turn, unless nobody would answer them either.</summary>
    public static Task<int> EachAsync(ParseResult parsed, IReadOnlyList<string> names, Func<ClusterSession, string, CancellationToken, Task<int>> act) =>
        RunAsync(parsed, async (session, cancellationToken) =>
        {
            var exitCode = ExitCode.Done;
            foreach (var name in names)
            {
                var code = await TryAsync(parsed, name, () => act(session, name, cancellationToken));
                exitCode = exitCode == ExitCode.Done ? code : exitCode;
                if (code == ExitCode.Unreachable)
                {
                    break;
                }
            }

            return exitCode;
        });

    /// <summary>For one job of several.</summary>
    public static async Task<int> TryAsync(ParseResult parsed, string about, Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception failure) when (ClusterFailure.Of(failure, about) is { } told)
        {
            return Tell(parsed, told);
        }
    }

    private static int Tell(ParseResult parsed, ClusterFailure told)
    {
        ErrorLine.WriteAll(told.Messages.Select(message => $"{parsed.CommandResult.Command.Name}: {message}"));
        return told.ExitCode;
    }
}
