namespace ParallelJobs.Engine.Tests.Reducers.Exact;

/// <summary>
/// Finite doubles of the kinds that break sums: every exponent, subnormals, whole numbers, both zeros, pairs that cancel.
/// </summary>
internal static class RandomDoubles
{
    public static double[] Many(Random random, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = i > 0 && random.Next(4) == 0 ? Cancelling(random, values[random.Next(i)]) : Next(random);
        }

        return values;
    }

    public static double Next(Random random) => random.Next(8) switch
    {
        0 => BitConverter.Int64BitsToDouble(random.NextInt64(1L << 52)) * (random.Next(2) == 0 ? 1 : -1),
        1 => random.NextDouble() - 0.5,
        2 => Math.ScaleB(1, random.Next(-1074, 1024)),
        3 => random.Next(-3, 4),
        4 => random.Next(2) == 0 ? 0.0 : -0.0,
        5 => random.Next(2) == 0 ? double.MaxValue : double.MinValue,
        _ => AnyExponent(random),
    };

    /// <summary>The negative of a value, or nearly.</summary>
    private static double Cancelling(Random random, double value) =>
        random.Next(2) == 0 || Math.Abs(value) == double.MaxValue ? -value : -Math.BitIncrement(value);

    private static double AnyExponent(Random random)
    {
        var sign = random.NextInt64(2) << 63;
        var exponent = random.NextInt64(0x7FF) << 52;
        return BitConverter.Int64BitsToDouble(sign | exponent | random.NextInt64(1L << 52));
    }
}
