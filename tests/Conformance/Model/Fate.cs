namespace ParallelJobs.Conformance.Model;

/// <summary>What a worker's report does with one of its leases; the void ones are wrong about a position.</summary>
public enum Fate
{
    Keep,
    Begin,
    Done,
    DoneFirst,
    DoneLast,
    DoneFirstGiveBack,
    DoneMiddleFailLast,
    GiveBack,
    FailFirst,
    FailUnnamed,
    DoneFirstFailUnnamed,
    Forget,
    VoidBeyond,
    VoidOverlap,
    VoidTwice,
}
