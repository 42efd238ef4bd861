namespace ParallelJobs.Engine.Kernels.Lanes;

/// <summary>
/// Some lanes of 64-bit words that are computed at once, as <see cref="ILanes{TSelf}"/> are of doubles. Implemented by structs.
/// </summary>
internal interface IWordLanes<TSelf>
    where TSelf : struct, IWordLanes<TSelf>
{
    static abstract int Count { get; }

    /// <summary>0, 1, 2 … : the number of each lane.</summary>
    static abstract TSelf Numbers { get; }

    static abstract TSelf All(ulong value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    static abstract TSelf operator ~(TSelf value);

    static abstract TSelf operator >>>(TSelf value, int places);

    /// <summary>The 64-bit products of the low halves of the lanes; the high halves are not read.</summary>
    static abstract TSelf LowProduct(TSelf left, TSelf right);

    /// <summary>1 in the lanes where left is at most right, else 0.</summary>
    static abstract TSelf IsAtMost(TSelf left, TSelf right);

    /// <summary>The sum of the lanes, without carry out.</summary>
    ulong Total { get; }
}
