using System.ComponentModel;
using System.Diagnostics;
using ParallelJobs.Benchmarks.Measures;

namespace ParallelJobs.Benchmarks.Tools;

/// <summary>Programs of the system, and running them to their end.</summary>
internal static class Programs
{
    /// <summary>The distribution's own, which has the distribution's numba; not one that happens to be first in the path.</summary>
    public const string Python = "/usr/bin/python3";

    public const string Primesieve = "primesieve";

    /// <exception cref="MeasureFailedException">There is no such program.</exception>
    public static async Task<CommandOutput> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(program);
        var start = TimeProvider.System.GetTimestamp();
        using var process = Start(program, name, arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            return new CommandOutput(name, process.ExitCode, await output, await error, seconds);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(string program, string name, IEnumerable<string> arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new MeasureFailedException($"{name} is not installed", e);
        }
    }
}
