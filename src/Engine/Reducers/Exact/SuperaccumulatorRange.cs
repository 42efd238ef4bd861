namespace ParallelJobs.Engine.Reducers.Exact;

/// <summary>
/// Which fixed-point numbers a <see cref="Superaccumulator"/> holds. Both ranges are whole 512-bit vectors of limbs and leave room
/// above the largest value for more than 2^64 additions of it.
/// </summary>
/// <param name="UnitExponent">The lowest bit of the lowest limb is worth 2^UnitExponent.</param>
/// <param name="Limbs">How many limbs of 32 bits; the highest is for the sign alone.</param>
internal readonly record struct SuperaccumulatorRange(int UnitExponent, int Limbs)
{
    /// <summary>Every finite double: a multiple of 2^-1074 below 2^1024. 71 limbs of magnitude end at 2^1198.</summary>
    public static readonly SuperaccumulatorRange Doubles = new(-1074, 72);

    /// <summary>Every product of two finite doubles: a multiple of 2^-2148 below 2^2048. 135 limbs of magnitude end at 2^2172.</summary>
    public static readonly SuperaccumulatorRange Products = new(-2148, 136);
}
