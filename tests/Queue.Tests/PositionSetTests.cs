namespace ParallelJobs.Queue.Tests;

/// <summary>Every set of seven positions, as the bits of a number, is the definition that the operations are held against.</summary>
public sealed class PositionSetTests
{
    private const int Positions = 7;
    private static readonly uint[] All = [.. Enumerable.Range(0, 1 << Positions).Select(bits => (uint)bits)];

    public static TheoryData<string> Operations => [.. Binary.Keys];

    private static Dictionary<string, (Func<PositionSet, PositionSet, PositionSet> Set, Func<uint, uint, uint> Bits)> Binary { get; }
        = new()
        {
            ["union"] = ((left, right) => left.Union(right), (left, right) => left | right),
            ["intersect"] = ((left, right) => left.Intersect(right), (left, right) => left & right),
            ["except"] = ((left, right) => left.Except(right), (left, right) => left & ~right),
        };

    [Fact]
    public void A_set_of_ranges_in_any_order_is_sorted_disjoint_and_never_adjacent()
    {
        Assert.All(All, bits =>
        {
            var set = SetOf(bits);
            Assert.Equal(bits, BitsOf(set));
            Assert.Equal((uint)set.Size, uint.PopCount(bits));
            Assert.All(set.Zip(set.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
            Assert.Equal(set, PositionSet.Of(set.Reverse().Concat(set)));
        });
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_on_sets_is_the_operation_on_their_bits(string name)
    {
        var (set, bits) = Binary[name];
        foreach (var (left, right) in Pairs())
        {
            Assert.Equal(SetOf(bits(left, right)), set(SetOf(left), SetOf(right)));
        }
    }

    [Fact]
    public void Comparisons_of_sets_are_those_of_their_bits()
    {
        foreach (var (left, right) in Pairs())
        {
            var (one, two) = (SetOf(left), SetOf(right));
            Assert.Equal((left & right) != 0, one.Overlaps(two));
            Assert.Equal((left & ~right) == 0, one.IsSubsetOf(two));
            Assert.Equal(left == right, one.Equals(two));
            Assert.True(left != right || one.GetHashCode() == two.GetHashCode());
        }
    }

    [Fact]
    public void Operations_reach_to_the_largest_position()
    {
        const long Most = 1L << 62;
        var all = PositionSet.Of(0, Most);

        Assert.Equal(Most, all.Size);
        Assert.True(all.Contains(Most - 1));
        Assert.False(all.Contains(Most));
        Assert.Equal(all, all.Except(PositionSet.Of(5, 6)).Union(PositionSet.Of(5, 6)));
    }

    [Fact]
    public void Empty_and_backward_ranges_are_nothing()
    {
        Assert.Equal(PositionSet.Empty, PositionSet.Of(3, 3));
        Assert.Equal(PositionSet.Empty, PositionSet.Of(new PositionRange(5, 2), new PositionRange(4, 4)));
    }

    private static IEnumerable<(uint Left, uint Right)> Pairs() => All.SelectMany(left => All.Select(right => (left, right)));

    private static PositionSet SetOf(uint bits) => PositionSet.Of(
        from position in Enumerable.Range(0, Positions)
        where (bits & (1U << position)) != 0
        select new PositionRange(position, position + 1));

    private static uint BitsOf(PositionSet set) =>
        Enumerable.Range(0, Positions).Where(position => set.Contains(position)).Aggregate(0U, (bits, position) => bits | (1U << position));
}
