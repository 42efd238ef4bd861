using ParallelJobs.Engine.Kernels.Lanes;
using ParallelJobs.Engine.Kernels.MonteCarlo;
using ParallelJobs.KernelBits;

namespace ParallelJobs.Engine.Tests.Kernels;

public sealed class MonteCarloKernelTests
{
    public static TheoryData<string, long, long> Leaves => new()
    {
        { "0", 0, 1 },
        { "0", 0, 100_000 },
        { "1", 1, 16 },
        { "7", 999_999, 1001 },
        { "18446744073709551615", -37, 100 },
        { "42", long.MinValue, 333 },
        { "42", long.MaxValue - 332, 333 },
        { "9", (1L << 33) - 50, 100 },
        { "9", 5, 0 },
    };

    /// <summary>The known answers that the authors of the generator publish: zeros, ones, and the digits of pi.</summary>
    [Theory]
    [InlineData(
        new[] { 0u, 0u, 0u, 0u }, 0u, 0u,
        new[] { 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u })]
    [InlineData(
        new[] { 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu }, 0xffffffffu, 0xffffffffu,
        new[] { 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu })]
    [InlineData(
        new[] { 0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u }, 0xa4093822u, 0x299f31d0u,
        new[] { 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u })]
    public void The_generator_gives_the_published_answers(uint[] counter, uint key0, uint key1, uint[] expected)
    {
        var words = Philox4x32.Draw(new(counter[0], counter[1], counter[2], counter[3]), key0, key1);

        Assert.Equal(expected, new[] { words.W0, words.W1, words.W2, words.W3 });
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_leaf_counts_the_hits_of_the_definition(string seed, long first, long count)
    {
        var definition = new MonteCarloLeaf(ulong.Parse(seed));
        long hits = 0;
        for (long i = 0; i < count; i++)
        {
            hits += definition.IsHit(first + i) ? 1 : 0;
        }

        var moments = Assert.Single(new KernelJob("montecarlo", first, (Int128)first + count, $"seed={seed}").Compute(first, count).Moments);
        Assert.Equal((count, 4 * hits, 16 * hits), (moments.Count, moments.Sum, moments.SumOfSquares));
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_leaf_counts_the_same_in_registers_of_every_width(string seed, long first, long count)
    {
        var leaf = new MonteCarloLeaf(ulong.Parse(seed));
        var groups = (int)count / 16;
        var narrow = leaf.HitsOfGroups<WordLanes128>((ulong)(first >> 1), groups);

        Assert.Equal(narrow, leaf.HitsOfGroups<WordLanes256>((ulong)(first >> 1), groups));
        Assert.Equal(narrow, leaf.HitsOfGroups<WordLanes512>((ulong)(first >> 1), groups));
    }

    [Fact]
    public void Parts_of_a_range_add_up_to_the_whole()
    {
        var job = new KernelJob("montecarlo", 0, 10_000);

        var parts = new[] { (0L, 1L), (1, 4098), (4099, 17), (4116, 5884) };
        var sum = parts.Select(part => job.Compute(part.Item1, part.Item2).Moments.Single().Sum).Aggregate((a, b) => a + b);
        Assert.Equal(job.Compute(0, 10_000).Moments.Single().Sum, sum);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("987654321")]
    public void The_mean_is_pi_within_five_standard_errors(string seed)
    {
        const int Darts = 1 << 22;
        var moments = new KernelJob("montecarlo", 0, Darts, $"seed={seed}").Compute(0, Darts).Moments.Single();

        Assert.InRange((double)moments.Sum / Darts - Math.PI, -5 * 1.642 / Math.Sqrt(Darts), 5 * 1.642 / Math.Sqrt(Darts));
    }
}
