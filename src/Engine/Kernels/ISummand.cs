using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels;

/// <summary>
/// What a leaf adds up, as <see cref="LeafSum"/> wants it: lane l of the 32 takes the items l, l + 32, l + 64 … of a block, and the
/// caller says which lanes by the first item. Implemented by structs.
/// </summary>
internal interface ISummand
{
    /// <summary>Items of all the lanes in one turn of the loop: 32, or a multiple where items share work.</summary>
    static abstract int ItemsPerTurn { get; }

    /// <summary>Sums as many lanes as the type has, from the lane of item <paramref name="first"/> on.</summary>
    TLanes Sum<TLanes>(long first, int turns)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>
    /// The same over the last items, fewer than a turn, of which <paramref name="left"/> count from <paramref name="first"/> on;
    /// 0 in a lane that has none.
    /// </summary>
    TLanes SumOfRest<TLanes>(long first, int left)
        where TLanes : struct, ILanes<TLanes>;
}
