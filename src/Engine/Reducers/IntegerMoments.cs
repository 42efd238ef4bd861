namespace ParallelJobs.Engine.Reducers;

/// <summary>The exact moments of observations that are whole numbers: how many, their sum, the sum of their squares.</summary>
public readonly record struct IntegerMoments(Int128 Count, Int128 Sum, Int128 SumOfSquares)
{
    public static IntegerMoments OfCount(Int128 count) => new(count, 0, 0);
}
