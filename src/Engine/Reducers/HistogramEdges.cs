using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ParallelJobs.Engine.Reducers.Exact;

namespace ParallelJobs.Engine.Reducers;

/// <summary>The edges of a histogram's bins: at least two increasing doubles. Immutable.</summary>
internal sealed class HistogramEdges
{
    private const int Lanes = 8;

    private readonly double[] _edges;

    /// <summary>The edges, and NaNs (which are at most nothing) up to a whole vector.</summary>
    private readonly double[] _padded;

    /// <param name="texts">Decimal strings; each becomes the double nearest to it.</param>
    /// <exception cref="ArgumentException">Not at least two finite numbers, each above the one before as a double.</exception>
    public HistogramEdges(IEnumerable<string> texts)
    {
        _edges = [.. texts.Select(Parse)];
        if (_edges.Length < 2)
        {
            throw new ArgumentException("A Histogram needs at least two edges", nameof(texts));
        }

        for (var i = 1; i < _edges.Length; i++)
        {
            if (_edges[i] <= _edges[i - 1])
            {
                throw new ArgumentException($"The edges of a Histogram must increase as doubles; edge {i} does not", nameof(texts));
            }
        }

        _padded = new double[(_edges.Length + Lanes - 1) / Lanes * Lanes];
        Array.Fill(_padded, double.NaN);
        _edges.CopyTo(_padded, 0);
    }

    public ReadOnlySpan<double> Values => _edges;

    /// <summary>How many edges are at most <paramref name="value"/>, which is no NaN: 0 below all, the number of edges above all.</summary>
    /// <remarks>
    /// Halves the vectors of 8 edges, without a branch to mispredict, down to the last one that begins at most at the value.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CountAtMost(double value)
    {
        ref var edges = ref MemoryMarshal.GetArrayDataReference(_padded);
        var block = 0;
        for (var blocks = _padded.Length / Lanes; blocks > 1;)
        {
            var half = blocks >> 1;
            block = Unsafe.Add(ref edges, (block + half) * Lanes) <= value ? block + half : block;
            blocks -= half;
        }

        var start = block * Lanes;
        var atMost = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref edges, (nuint)start), Vector512.Create(value));
        return start + BitOperations.PopCount(atMost.ExtractMostSignificantBits());
    }

    /// <summary>How many edges are at most <paramref name="value"/>, compared exactly.</summary>
    public int CountAtMost(BigInteger value)
    {
        var number = new ExactNumber(value);
        var (low, high) = (0, _edges.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (new ExactNumber(_edges[middle]).CompareValue(number) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Adding zero makes +0 of -0, so that equal edges have equal bytes.</summary>
    private static double Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var edge) && double.IsFinite(edge)
            ? edge + 0.0
            : throw new ArgumentException($"'{text}' is not an edge of a Histogram: a finite decimal number", nameof(text));
}
