namespace ParallelJobs.Engine.Kernels.MonteCarlo;

/// <summary>
/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
/// (SC11): ten rounds of multiplication and exclusive-or make four random words of a counter of four words and a key of two.
/// There is no state, so whoever computes an item draws the same words. Scalar: the definition of <see cref="Philox4x32Lanes{TWords}"/>.
/// </summary>
internal static class Philox4x32
{
    public const int Rounds = 10;
    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;

    /// <summary>What the key grows by each round: the golden ratio and the square root of three less one, in units of 2^-32.</summary>
    public const uint Weyl0 = 0x9E3779B9;
    public const uint Weyl1 = 0xBB67AE85;

    public static Words Draw(Words counter, uint key0, uint key1)
    {
        var words = counter;
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * words.W0;
            var product1 = (ulong)Multiplier1 * words.W2;
            words = new Words(
                (uint)(product1 >> 32) ^ words.W1 ^ key0,
                (uint)product1,
                (uint)(product0 >> 32) ^ words.W3 ^ key1,
                (uint)product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return words;
    }

    internal readonly record struct Words(uint W0, uint W1, uint W2, uint W3);
}
