using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Kernels.Primes;

namespace ParallelJobs.Engine.Tests.Kernels.Primes;

public sealed class PrimesKernelTests
{
    private const long Largest = 9_223_372_036_854_775_783;

    private static readonly Int128 EndOfItems = (Int128)long.MaxValue + 1;

    /// <summary>OEIS A006880.</summary>
    [Theory]
    [InlineData(10, 4)]
    [InlineData(100, 25)]
    [InlineData(1_000, 168)]
    [InlineData(10_000, 1_229)]
    [InlineData(100_000, 9_592)]
    [InlineData(1_000_000, 78_498)]
    [InlineData(10_000_000, 664_579)]
    [InlineData(100_000_000, 5_761_455)]
    [InlineData(1_000_000_000, 50_847_534)]
    public void Counts_the_primes_below_a_power_of_ten(long end, long expected) => Assert.Equal(expected, PrimesRun.Count(0, end));

    /// <summary>OEIS A046731.</summary>
    [Theory]
    [InlineData(10, 17)]
    [InlineData(100, 1_060)]
    [InlineData(1_000, 76_127)]
    [InlineData(10_000, 5_736_396)]
    [InlineData(100_000, 454_396_537)]
    [InlineData(1_000_000, 37_550_402_023)]
    [InlineData(10_000_000, 3_203_324_994_356)]
    [InlineData(100_000_000, 279_209_790_387_276)]
    public void Sums_the_primes_below_a_power_of_ten(long end, long expected) => Assert.Equal(expected, PrimesRun.Sum(0, end));

    /// <summary>Counted with another program, primesieve 11.0.</summary>
    [Theory]
    [InlineData(1_000_000_000_000, 100_000_000, 3_618_282)]
    [InlineData(1_000_000_000_000_000, 10_000_000, 289_394)]
    [InlineData(1_000_000_000_000_000_000, 100_000, 2_398)]
    public void Counts_the_primes_of_a_distant_range(long start, long length, long expected) =>
        Assert.Equal(expected, PrimesRun.Count(start, (Int128)start + length));

    [Fact]
    public void Agrees_with_the_definition_on_random_ranges()
    {
        const int Seed = 20_250_101;
        var random = new Random(Seed);
        for (var i = 0; i < 300; i++)
        {
            var start = random.NextInt64(-200, 1L << random.Next(4, 34));
            var end = start + random.Next(1, 3_000);
            var leafSize = random.Next(1, 4_000);
            Assert.True(
                PrimesRun.ByDefinition(start, end) == PrimesRun.Both(start, end, leafSize),
                $"seed {Seed}: [{start},{end}) by leaves of {leafSize}");
        }
    }

    [Theory]
    [InlineData(1L << 31)]
    [InlineData(1L << 32)]
    [InlineData(1L << 40)]
    [InlineData(1_000_000_000_000)]
    [InlineData(1_000_000_000_000_000)]
    [InlineData(1_000_000_000_000_000_000)]
    [InlineData(long.MaxValue - 700)]
    public void Agrees_with_the_definition_around(long middle)
    {
        var (start, end) = (middle - 711, middle + 701);
        var expected = PrimesRun.ByDefinition(start, end);
        Assert.Equal(expected, PrimesRun.Both(start, end));
        Assert.Equal(expected, PrimesRun.Both(start, end, leafSize: 100));
        Assert.Equal(expected, PrimesRun.Both(start, end, leafSize: 1));
    }

    [Fact]
    public void Finds_the_largest_prime_item()
    {
        Assert.Equal((1, Largest), PrimesRun.Both(Largest - 1, EndOfItems));
        Assert.Equal((0, 0), PrimesRun.Both((Int128)Largest + 1, EndOfItems));
        Assert.Equal((1, Largest), PrimesRun.Both(Largest, (Int128)Largest + 1));
    }

    [Fact]
    public void Finds_no_primes_below_two()
    {
        Assert.Equal((0, 0), PrimesRun.Both(long.MinValue, 2, leafSize: long.MaxValue));
        Assert.Equal((0, 0), PrimesRun.Both(0, 2));
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Finds_the_primes_of_a_range_that_starts_with_other_numbers(long start) =>
        Assert.Equal((25, 1_060), PrimesRun.Both(start, 100));

    [Fact]
    public void Takes_any_start_and_end_of_a_leaf()
    {
        for (var start = 0; start < 61; start++)
        {
            for (var end = start + 1; end < 300; end += 7)
            {
                Assert.Equal(PrimesRun.ByDefinition(start, end), PrimesRun.Both(start, end));
            }
        }
    }

    /// <summary>Long leaves are sieved, short ones tested, the shortest number by number.</summary>
    [Theory]
    [InlineData(7, 400_000)]
    [InlineData(10_000_000_019, 400_000)]
    [InlineData(1_000_000_000_039, 400_000)]
    [InlineData(100_000_000_000_031, 400_000)]
    public void Any_leaf_size_gives_the_same(long start, long length)
    {
        var end = start + length;
        var whole = PrimesRun.Both(start, end);
        foreach (var leafSize in (long[])[131_072, 30_030, 4_099, 997, 64, 31, 30, 7])
        {
            Assert.Equal(whole, PrimesRun.Both(start, end, leafSize));
        }
    }

    [Fact]
    public void A_leaf_may_be_longer_than_the_window()
    {
        var whole = PrimesRun.Both(11, 100_000_000, leafSize: 100_000_000);
        Assert.Equal(whole, PrimesRun.Both(11, 100_000_000, leafSize: 30_000_001));
        Assert.Equal((5_761_455 - 4, 279_209_790_387_276 - 17), whole);
    }

    /// <summary>The square of a prime is the first number that only this prime crosses off; 2^20 ends the table of primes.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(241)]
    [InlineData(251)]
    [InlineData(11_987)]
    [InlineData(12_007)]
    [InlineData(65_537)]
    [InlineData(1_048_573)]
    [InlineData(1_048_583)]
    [InlineData(1_299_709)]
    public void The_square_of_a_prime_is_no_prime(long prime)
    {
        var square = prime * prime;
        var start = Math.Max(0, square - 15_000);
        var expected = PrimesRun.ByDefinition(start, square + 15_000);
        Assert.Equal(expected, PrimesRun.Both(start, square + 15_000));
        Assert.Equal(PrimesRun.ByDefinition(start, square), PrimesRun.Both(start, square));
        Assert.Equal(PrimesRun.ByDefinition(start, square), PrimesRun.Both(start, square + 1));
    }

    [Fact]
    public void A_slot_forgets_the_leaf_before()
    {
        var leaf = PrimesRun.Bind(0, 2_000_000, ReducerName.Count);
        var token = TestContext.Current.CancellationToken;
        foreach (var (first, count, expected) in ((long, long, int)[])[(1_000_000, 1_000_000, 70_435), (0, 1_000_000, 78_498), (90, 33, 6)])
        {
            var moments = new RecordedMoments();
            leaf.Compute(first, count, moments, token);
            Assert.Equal(expected, moments.Count);
        }
    }

    [Fact]
    public void Counting_sums_nothing() => Assert.Equal(0, PrimesRun.Over(0, 1_000, null, ReducerName.Count).Sum);

    [Theory]
    [InlineData(0, 1_000_000)]
    [InlineData(1_000_000_000_000_000_000, 100_000)]
    [InlineData(1_000_000_000_000_000_000, 20)]
    public async Task A_cancelled_leaf_stops(long first, long count)
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var leaf = PrimesRun.Bind(first, first + count, ReducerName.Count);
        var moments = new RecordedMoments();
        Assert.Throws<OperationCanceledException>(() => leaf.Compute(first, count, moments, source.Token));
        Assert.True(moments.IsEmpty);
    }

    /// <summary>Half a million million million numbers: this ends only because it is stopped.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1L << 62)]
    public async Task A_leaf_that_is_running_stops(long first)
    {
        const long Count = 1L << 59;
        using var source = new CancellationTokenSource();
        var leaf = PrimesRun.Bind(first, (Int128)first + Count, ReducerName.Count);
        var started = new TaskCompletionSource();
        var running = Task.Run(
            () =>
            {
                started.SetResult();
                leaf.Compute(first, Count, new RecordedMoments(), source.Token);
            },
            TestContext.Current.CancellationToken);
        await started.Task;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void Describes_itself()
    {
        var descriptor = new PrimesKernel().Descriptor;
        Assert.Equal("primes", descriptor.Name);
        Assert.Equal(30 << 20, descriptor.DefaultLeafSize);
        Assert.Equal([ReducerName.Count, ReducerName.Sum], descriptor.Reducers);
        Assert.Empty(descriptor.Parameters);
    }
}
