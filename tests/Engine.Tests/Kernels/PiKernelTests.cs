using System.Numerics;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Kernels.Lanes;
using ParallelJobs.Engine.Kernels.Pi;
using ParallelJobs.KernelBits;

namespace ParallelJobs.Engine.Tests.Kernels;

public sealed class PiKernelTests
{
    private const long MostTerms = 1L << 53;

    public static TheoryData<long, long, long> Leaves => new()
    {
        { 1, 1, 1 },
        { 7, 1, 7 },
        { 1000, 1, 1000 },
        { 1000, 777, 31 },
        { 1_000_003, 1, 200_003 },
        { 1_000_003, 999_000, 1004 },
        { 10_000_000_000, 9_999_900_000, 100_001 },
        { MostTerms, 1, 4099 },
        { MostTerms, (1L << 52) - 2000, 4001 },
        { MostTerms, MostTerms - 40_000, 40_001 },
    };

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_leaf_is_within_the_stated_error_of_the_exact_sum(long terms, long first, long count)
    {
        var sum = new KernelJob("pi", first, first + count, $"terms={terms}").Compute(first, count).Sums.Single();

        var exact = ExactSum(terms, first, count);
        Assert.InRange(Math.Abs(sum - exact) / exact, 0, PiLeaf.ErrorBound(count));
        // The bound is for the worst; the usual is far below, and a fault of the formula would be far above.
        Assert.InRange(Math.Abs(sum - exact) / exact, 0, 4e-15);
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void The_definition_is_within_three_roundings_of_the_exact_term(long terms, long first, long count)
    {
        foreach (var item in new[] { first, first + count / 2, first + count - 1 })
        {
            var exact = ExactSum(terms, item, 1);
            Assert.InRange(Math.Abs(PiLeaf.Term(item, terms) - exact) / exact, 0, 4 * Math.ScaleB(1, -53));
        }
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_leaf_has_the_same_bits_in_registers_of_every_width(long terms, long first, long count)
    {
        var summand = new PiSummand((double)terms * terms);
        var narrow = LeafSum.Of<PiSummand, Lanes128>(summand, first, count, CancellationToken.None);

        Assert.Equal(narrow, LeafSum.Of<PiSummand, Lanes256>(summand, first, count, CancellationToken.None));
        Assert.Equal(narrow, LeafSum.Of<PiSummand, Lanes512>(summand, first, count, CancellationToken.None));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(3_000_017)]
    public void The_sum_over_the_terms_is_pi_but_for_the_error_of_the_rule(long terms)
    {
        var job = new KernelJob("pi", 1, terms + 1);
        var leafSize = job.Descriptor.DefaultLeafSize;
        var sum = 0m;
        for (var first = 1L; first <= terms; first += leafSize)
        {
            sum += (decimal)job.Compute(first, Math.Min(leafSize, terms + 1 - first)).Sums.Single();
        }

        var scale = job.Bind().Scale;
        var result = (double)(sum * (decimal)scale.Numerator / (decimal)scale.Denominator);
        var rule = 1 / (12.0 * terms * terms);
        // After the leading term the error of the rule falls with the sixth power; 2e-14 is what a decimal keeps of a double.
        Assert.InRange(result - Math.PI - rule, -1.5 * Math.Pow(rule, 2) - 2e-14, 1.5 * Math.Pow(rule, 2) + 2e-14);
    }

    [Theory]
    [InlineData(0, 10, "10", "range")]
    [InlineData(1, 12, "10", "range")]
    [InlineData(-5, 3, "10", "range")]
    [InlineData(1, 11, "10", null)]
    [InlineData(5, 6, "10", null)]
    public void A_range_beyond_the_terms_is_a_problem(long start, long end, string terms, string? field) =>
        Assert.Equal(field, new KernelJob("pi", start, end, $"terms={terms}").Problems().SingleOrDefault()?.Field);

    [Fact]
    public void The_terms_are_by_default_the_last_item_and_at_most_the_whole_doubles()
    {
        Assert.Equal(1000, new KernelJob("pi", 1, 1001).Request.Arguments.Integer("terms"));
        Assert.Empty(new KernelJob("pi", 1, (Int128)MostTerms + 1).Problems());
        Assert.Single(new KernelJob("pi", 1, (Int128)MostTerms + 2).Problems());
    }

    [Fact]
    public void A_cancelled_leaf_enters_nothing()
    {
        var partial = new RecordingPartial();

        Assert.Throws<OperationCanceledException>(
            () => new KernelJob("pi", 1, 1 << 20).Bind().Compute(1, 1 << 19, partial, new CancellationToken(canceled: true)));
        Assert.True(partial.IsEmpty);
    }

    /// <summary>The sum of 16 n^2 / (4 n^2 + (2i-1)^2) in whole units of 2^-120, rounded once.</summary>
    private static double ExactSum(long terms, long first, long count)
    {
        var square = 4 * BigInteger.Pow(terms, 2);
        var sum = BigInteger.Zero;
        for (var item = first; item < first + count; item++)
        {
            sum += ((4 * square) << 120) / (square + BigInteger.Pow(2 * (BigInteger)item - 1, 2));
        }

        return Math.ScaleB((double)sum, -120);
    }
}
