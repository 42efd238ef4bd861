using System.Collections.Immutable;
using System.Diagnostics;
using ParallelJobs.Cli.Commands;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Workers;

namespace ParallelJobs.Cli.Running;

/// <summary>This program, as its own slots' and workers' processes run it.</summary>
internal static class OwnProgram
{
    private const string Configuration = "PARALLELJOB_";

    public static SlotProgram AsSlot()
    {
        var (file, arguments) = With(SlotCommand.Name);
        return new SlotProgram(file, arguments);
    }

    /// <summary>A worker without any configuration, whatever this process was given for another one.</summary>
    public static ProcessStartInfo AsWorker()
    {
        var (file, arguments) = With(WorkerCommand.Name);
        var start = new ProcessStartInfo(file, arguments);
        var given = start.Environment.Keys.Where(name => name.StartsWith(Configuration, StringComparison.Ordinal) && name != WorkerVariables.FailpointList);
        foreach (var name in given.ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static (string File, ImmutableArray<string> Arguments) With(string command)
    {
        var path = Environment.ProcessPath ?? throw new InvalidOperationException("the system does not tell where this program's file is");
        return Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? (path, [typeof(OwnProgram).Assembly.Location, command])
            : (path, [command]);
    }
}
