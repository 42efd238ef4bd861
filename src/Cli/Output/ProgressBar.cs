using ParallelJobs.Queue;

namespace ParallelJobs.Cli.Output;

/// <summary>One line of a terminal, drawn over and over: a bar, the share, the rate since the start and the time that is left.</summary>
internal sealed class ProgressBar(string name, TextWriter terminal, Ink ink, Func<int> width) : IProgressView
{
    private const int BarCells = 30;

    public void Show(JobProgress progress, TimeSpan elapsed)
    {
        var share = progress.Items > 0 ? (double)progress.Completed / (double)progress.Items : 0;
        var rate = elapsed > TimeSpan.Zero ? (double)progress.Completed / elapsed.TotalSeconds : 0;
        var left = rate > 0 ? Figures.WholeSeconds((double)(progress.Items - progress.Completed) / rate) : "?";
        var figures = $" {share * 100,3:0} %  {Figures.Scaled(rate)} items/s  {left} left";

        // The line must not wrap, or it could not be erased: the bar gives way first, then everything.
        var cells = Math.Min(BarCells, width() - name.Length - figures.Length - 3);
        var full = (int)(share * cells);
        terminal.Write(cells >= 4
            ? $"{Terminal.EraseLine}{name}  {ink.Good(new string('━', full))}{ink.Dim(new string('─', cells - full))}{figures}"
            : $"{Terminal.EraseLine}{share * 100:0} %");
    }

    public void Clear() => terminal.Write(Terminal.EraseLine);
}
