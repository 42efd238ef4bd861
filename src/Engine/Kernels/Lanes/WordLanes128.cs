using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ParallelJobs.Engine.Kernels.Lanes;

/// <summary>Two lanes of words: a register of 128 bits.</summary>
internal readonly struct WordLanes128(Vector128<ulong> value) : IWordLanes<WordLanes128>
{
    private readonly Vector128<ulong> _value = value;

    public static int Count => 2;

    public static WordLanes128 Numbers => new(Vector128.Create(0UL, 1));

    public ulong Total => Vector128.Sum(_value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes128 All(ulong value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes128 operator +(WordLanes128 left, WordLanes128 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes128 operator &(WordLanes128 left, WordLanes128 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes128 operator ^(WordLanes128 left, WordLanes128 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes128 operator ~(WordLanes128 value) => new(~value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes128 operator >>>(WordLanes128 value, int places) => new(value._value >>> places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes128 IsAtMost(WordLanes128 left, WordLanes128 right) => new(Vector128<ulong>.Zero - Vector128.LessThanOrEqual(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes128 LowProduct(WordLanes128 left, WordLanes128 right) =>
        Sse2.IsSupported ? new(Sse2.Multiply(left._value.AsUInt32(), right._value.AsUInt32()))
        : new(AdvSimd.MultiplyWideningLower(
            AdvSimd.ExtractNarrowingLower(left._value), AdvSimd.ExtractNarrowingLower(right._value)));
}
