using System.Collections.Immutable;
using System.Reflection;

namespace ParallelJobs.Engine.Slots;

/// <summary>The program that a slot in a process runs: this program's own binary, with a command that calls <see cref="SlotProcess"/>.</summary>
public sealed record SlotProgram(string FileName, ImmutableArray<string> Arguments)
{
    /// <summary>What runs this process, started again; also where <c>dotnet</c> was given the assembly to run.</summary>
    /// <param name="program">The program's own assembly.</param>
    /// <param name="argument">Tells the program that it is a slot.</param>
    /// <exception cref="InvalidOperationException">The system does not tell what runs this process.</exception>
    public static SlotProgram OfThisProcess(Assembly program, string argument)
    {
        var path = Environment.ProcessPath ?? throw new InvalidOperationException("the system does not tell where this program's file is");
        return Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? new SlotProgram(path, [program.Location, argument])
            : new SlotProgram(path, [argument]);
    }
}
