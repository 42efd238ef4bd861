using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.MonteCarlo;

/// <summary>
/// The words of <see cref="Philox4x32"/> for as many counters at once as there are lanes. A lane holds a word in its low half; the high
/// half is left as it falls, since the widening multiplication does not read it.
/// </summary>
internal readonly struct Philox4x32Lanes<TWords>(TWords w0, TWords w1, TWords w2, TWords w3)
    where TWords : struct, IWordLanes<TWords>
{
    public TWords W0 { get; } = w0;

    public TWords W1 { get; } = w1;

    public TWords W2 { get; } = w2;

    public TWords W3 { get; } = w3;

    /// <summary>The four words of each lane, for the counter (low word, high word, 0, 0) of the lane; high halves are undefined.</summary>
    /// <remarks>
    /// The rounds are written out: a loop of ten ends in a mispredicted branch, which keeps the processor from beginning the next
    /// draw while this one waits for its multiplications.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Philox4x32Lanes<TWords> Draw(TWords counter, TWords key0, TWords key1)
    {
        var weyl0 = TWords.All(Philox4x32.Weyl0);
        var weyl1 = TWords.All(Philox4x32.Weyl1);
        var words = new Philox4x32Lanes<TWords>(counter, counter >>> 32, TWords.All(0), TWords.All(0));
        words = words.Round(key0, key1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        return words.Round(key0 + weyl0, key1 + weyl1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Philox4x32Lanes<TWords> Round(TWords key0, TWords key1)
    {
        var product0 = TWords.LowProduct(W0, TWords.All(Philox4x32.Multiplier0));
        var product1 = TWords.LowProduct(W2, TWords.All(Philox4x32.Multiplier1));
        return new((product1 >>> 32) ^ W1 ^ key0, product1, (product0 >>> 32) ^ W3 ^ key1, product0);
    }
}
