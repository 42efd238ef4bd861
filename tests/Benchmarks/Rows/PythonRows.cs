using ParallelJobs.Benchmarks.Measures;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>Beside what a user of Python has, on all cores.</summary>
internal static class PythonRows
{
    public static IEnumerable<Row> Of(Sizes sizes)
    {
        var cores = Environment.ProcessorCount;
        yield return new Row
        {
            Id = "pi-multiprocessing",
            Title = $"pi, {RowTable.Text(sizes.InterpretedItems)} terms",
            Unit = Unit.Seconds,
            Ours = new PjobRun(KernelRows.Pi(sizes.InterpretedItems, cores)),
            Peer = PeerProgram.Python("multiprocessing_peers.py", "pi", sizes.InterpretedItems, cores),
            PeerName = "CPython, master and workers",
            Note = "two queues, 10,000 terms a task",
        };
        yield return new Row
        {
            Id = "pi-numba",
            Title = $"pi, {RowTable.Text(sizes.Items)} terms",
            Unit = Unit.Seconds,
            Ours = new PjobRun(KernelRows.Pi(sizes.Items, cores)),
            Peer = PeerProgram.Python("numba_peers.py", "pi", sizes.Items, cores),
            PeerName = "numba, prange, fastmath",
        };
        yield return new Row
        {
            Id = "cos-numba",
            Title = $"integrate cos, {RowTable.Text(sizes.InterpretedTrigonometry)} steps",
            Unit = Unit.Seconds,
            Ours = new PjobRun(KernelRows.Cos(sizes.InterpretedTrigonometry, cores)),
            Peer = PeerProgram.Python("numba_peers.py", "cos", sizes.InterpretedTrigonometry, cores),
            PeerName = "numba, prange, fastmath",
            Note = "numba calls the scalar cosine of the C library",
        };
    }
}
