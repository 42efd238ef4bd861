using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ParallelJobs.Engine.Kernels.Lanes;

/// <summary>Four lanes of words: a register of 256 bits.</summary>
internal readonly struct WordLanes256(Vector256<ulong> value) : IWordLanes<WordLanes256>
{
    private readonly Vector256<ulong> _value = value;

    public static int Count => 4;

    public static WordLanes256 Numbers => new(Vector256.Create(0UL, 1, 2, 3));

    public ulong Total => Vector256.Sum(_value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 All(ulong value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 operator +(WordLanes256 left, WordLanes256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 operator &(WordLanes256 left, WordLanes256 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 operator ^(WordLanes256 left, WordLanes256 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 operator ~(WordLanes256 value) => new(~value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 operator >>>(WordLanes256 value, int places) => new(value._value >>> places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 IsAtMost(WordLanes256 left, WordLanes256 right) => new(Vector256<ulong>.Zero - Vector256.LessThanOrEqual(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 LowProduct(WordLanes256 left, WordLanes256 right) => new(Avx2.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));
}
