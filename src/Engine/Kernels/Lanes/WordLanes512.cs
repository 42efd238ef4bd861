using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ParallelJobs.Engine.Kernels.Lanes;

/// <summary>Eight lanes of words: a register of 512 bits.</summary>
internal readonly struct WordLanes512(Vector512<ulong> value) : IWordLanes<WordLanes512>
{
    private readonly Vector512<ulong> _value = value;

    public static int Count => 8;

    public static WordLanes512 Numbers => new(Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7));

    public ulong Total => Vector512.Sum(_value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 All(ulong value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 operator +(WordLanes512 left, WordLanes512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 operator &(WordLanes512 left, WordLanes512 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 operator ^(WordLanes512 left, WordLanes512 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 operator ~(WordLanes512 value) => new(~value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 operator >>>(WordLanes512 value, int places) => new(value._value >>> places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 IsAtMost(WordLanes512 left, WordLanes512 right) => new(Vector512<ulong>.Zero - Vector512.LessThanOrEqual(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 LowProduct(WordLanes512 left, WordLanes512 right) => new(Avx512F.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));
}
