namespace ParallelJobs.Engine.Kernels.Lanes;

/// <summary>
/// Some lanes of doubles that are computed at once: a register of the processor. Every operation is of each lane by itself
/// and rounds as IEEE 754 says, so a lane has the same bits in a register of any width; nothing here looks across lanes.
/// Implemented by structs, so that the compiler writes a kernel anew for each.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf All(double value);

    static abstract TSelf Load(ReadOnlySpan<double> values);

    void Store(Span<double> values);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>left * right + addend, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    static abstract TSelf SquareRoot(TSelf value);

    static abstract TSelf Absolute(TSelf value);

    /// <summary>The smaller; neither is NaN.</summary>
    static abstract TSelf Smaller(TSelf left, TSelf right);

    /// <summary>The larger; neither is NaN.</summary>
    static abstract TSelf Larger(TSelf left, TSelf right);

    /// <summary>Lane by lane, one or the other, by whether left is less than right.</summary>
    static abstract TSelf WhereLess(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    static abstract TSelf And(TSelf left, ulong bits);

    static abstract TSelf Or(TSelf left, ulong bits);

    static abstract TSelf ExclusiveOr(TSelf left, TSelf right);

    /// <summary>The sum of the bits as 64-bit whole numbers, without carry out.</summary>
    static abstract TSelf AddBits(TSelf left, ulong bits);

    /// <summary>The difference of the bits as 64-bit whole numbers.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    static abstract TSelf ShiftBitsLeft(TSelf value, int places);

    static abstract TSelf ShiftBitsRight(TSelf value, int places);

    /// <summary>Each 32-bit half of a lane shifted right with its sign: the narrowest such shift that every processor has.</summary>
    static abstract TSelf ShiftHalvesRight(TSelf value, int places);
}
