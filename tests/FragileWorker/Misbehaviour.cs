namespace ParallelJobs.FragileWorker;

/// <summary>What a kernel does over the one leaf that it cannot compute.</summary>
public enum Misbehaviour
{
    /// <summary>An exception, as of a bug in user code.</summary>
    Throw,

    /// <summary>The whole process ends in order, with an exit code of its own.</summary>
    Exit,

    /// <summary>The whole process is ended by the system for reading where it may not.</summary>
    Crash,

    /// <summary>It goes on until it is cancelled, and heeds that.</summary>
    Linger,

    /// <summary>It goes on for ever, and heeds nothing.</summary>
    Hang,
}
