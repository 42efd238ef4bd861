using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Scheduling;

/// <summary>
/// Factoring aimed at a time: chunks take the target by the measured cost of a leaf and its spread, more where the overhead would
/// otherwise pass one per cent, and taper with what is left. The first chunk is one leaf, and each is at most twice the one before,
/// so that a wrong first guess cannot hand out hours.
/// </summary>
internal sealed class AdaptivePolicy(double targetSeconds) : IChunkPolicy
{
    private const double MostOverhead = 0.01;
    private const double LongestSeconds = 5;
    private const double ShortestSeconds = 0.010;
    private long _last;

    public Want Next(in ChunkContext context)
    {
        if (!context.Cost.IsKnown)
        {
            _last = 1;
            return new Want(context.Slots, 1, 1, CapDivisor: 2);
        }

        var overhead = context.RoundTripSeconds;
        var target = Math.Clamp(overhead / MostOverhead, targetSeconds, Math.Max(LongestSeconds, targetSeconds));
        var grown = _last > long.MaxValue / 2 ? long.MaxValue : Math.Max(1, _last * 2);
        var most = Math.Min(Leaves(target / context.Cost.Cautious), grown);
        var least = Math.Min(Leaves(Math.Max(ShortestSeconds, 10 * overhead) / context.Cost.Mean), most);
        _last = most;
        return new Want(context.Slots * Prefetch.ChunksPerSlot(context, most), least, most, CapDivisor: 2);
    }

    private static long Leaves(double leaves) => leaves >= 1L << 62 ? 1L << 62 : Math.Max(1, (long)leaves);
}
