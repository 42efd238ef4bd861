using System.Collections.Immutable;

namespace ParallelJobs.Engine.Slots;

/// <summary>The program that a slot in a process runs: this program's own binary, with a command that calls <see cref="SlotProcess"/>.</summary>
public sealed record SlotProgram(string FileName, ImmutableArray<string> Arguments);
