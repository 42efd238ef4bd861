using ParallelJobs.Cli.Bench;

namespace ParallelJobs.Cli.Output;

/// <summary>What a long experiment is doing: one line of a terminal, a line a run of a log, nothing in a pipe.</summary>
internal sealed class StatusLine(bool isVerbose)
{
    public void Show(BenchMode mode, int slots, int run, int runs)
    {
        var text = $"run {run} of {runs}: {mode}, {Figures.Count(slots, "slot")}";
        if (isVerbose)
        {
            ErrorLine.Write(text);
        }
        else if (Terminal.IsInteractive)
        {
            Console.Error.Write(Terminal.EraseLine + text);
        }
    }

    public void Clear()
    {
        if (!isVerbose && Terminal.IsInteractive)
        {
            Console.Error.Write(Terminal.EraseLine);
        }
    }
}
