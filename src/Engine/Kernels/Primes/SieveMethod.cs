namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>How the primes of a window are found; all three find the same.</summary>
internal enum SieveMethod
{
    /// <summary>Sieving by every prime up to the square root.</summary>
    Sieve,

    /// <summary>Sieving by fewer primes, then testing each number that is left.</summary>
    SieveAndTest,

    /// <summary>Testing each number.</summary>
    OneByOne,
}
