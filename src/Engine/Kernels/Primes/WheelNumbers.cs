using System.Numerics;
using System.Runtime.InteropServices;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>The numbers that wheel bytes hold, in order, for <c>foreach</c>. The bytes are a multiple of eight.</summary>
internal ref struct WheelNumbers
{
    private readonly ReadOnlySpan<ulong> _words;
    private ulong _first;
    private ulong _word;
    private int _next;

    public WheelNumbers(ReadOnlySpan<byte> bytes, ulong firstByte)
    {
        _words = MemoryMarshal.Cast<byte, ulong>(bytes);
        _first = unchecked((firstByte - sizeof(ulong)) * Wheel.Span);
    }

    public ulong Current { get; private set; }

    public readonly WheelNumbers GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_word == 0)
        {
            if (_next == _words.Length)
            {
                return false;
            }

            _word = _words[_next++];
            _first += sizeof(ulong) * Wheel.Span;
        }

        Current = _first + Wheel.OffsetInWord[BitOperations.TrailingZeroCount(_word)];
        _word &= _word - 1;
        return true;
    }
}
