using ParallelJobs.Cli.Bench;

namespace ParallelJobs.Cli.Output;

/// <summary>One line on a terminal that says what a long experiment is doing; nothing in a pipe.</summary>
internal static class StatusLine
{
    private const string EraseLine = "\r\u001b[K";

    public static void Show(BenchMode mode, int slots, int run, int runs)
    {
        if (Terminal.IsInteractive)
        {
            Console.Error.Write($"{EraseLine}run {run} of {runs}: {mode}, {Figures.Count(slots, "slot")}");
        }
    }

    public static void Clear()
    {
        if (Terminal.IsInteractive)
        {
            Console.Error.Write(EraseLine);
        }
    }
}
