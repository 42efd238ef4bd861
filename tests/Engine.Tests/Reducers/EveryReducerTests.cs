using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Tests.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers;

/// <summary>What holds for every reducer: no order, split, retry or transport of the observations changes a bit.</summary>
public sealed class EveryReducerTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in ReducerCases.Names)
            {
                data.Add(name, 101);
                data.Add(name, 102);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_permutation_and_merge_tree_gives_the_same_bytes_digest_and_result(string name, int seed)
    {
        var random = new Random(seed);
        var reducer = ReducerCases.Create(name);
        for (var round = 0; round < 100; round++)
        {
            var observations = Observation.Many(random, random.Next(1, 80), finite: round % 2 == 0);
            var expected = Entered(reducer, observations);
            for (var permutation = 0; permutation < 4; permutation++)
            {
                random.Shuffle(observations);
                var actual = MergedByARandomTree(reducer, random, observations);
                Assert.Equal(Bytes.Of(expected), Bytes.Of(actual));
                Assert.Equal(ResultDigest.Of(reducer, expected), ResultDigest.Of(reducer, actual));
                Assert.Equal(reducer.Finish(expected, ResultScale.One), reducer.Finish(actual, ResultScale.One));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merging_is_commutative_and_associative_and_leaves_the_other_as_it_was(string name, int seed)
    {
        var random = new Random(seed);
        var reducer = ReducerCases.Create(name);
        for (var round = 0; round < 100; round++)
        {
            var parts = Enumerable.Range(0, 3)
                .Select(_ => Entered(reducer, Observation.Many(random, random.Next(10), finite: false))).ToArray();
            var before = parts.Select(Bytes.Of).ToArray();
            var (a, b, c) = (parts[0], parts[1], parts[2]);
            Assert.Equal(Bytes.Of(Merged(reducer, a, b)), Bytes.Of(Merged(reducer, b, a)));
            Assert.Equal(Bytes.Of(Merged(reducer, Merged(reducer, a, b), c)), Bytes.Of(Merged(reducer, a, Merged(reducer, b, c))));
            Assert.Equal(before[0], Bytes.Of(Merged(reducer, a, reducer.NewPartial())));
            Assert.Equal(before, parts.Select(Bytes.Of));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reading_what_was_written_gives_it_back(string name, int seed)
    {
        var random = new Random(seed);
        var reducer = ReducerCases.Create(name);
        for (var round = 0; round < 100; round++)
        {
            var partial = Entered(reducer, Observation.Many(random, random.Next(20), finite: round % 2 == 0));
            var read = reducer.Read(Bytes.Of(partial));
            Assert.Equal(Bytes.Of(partial), Bytes.Of(read));
            Assert.Equal(partial.IsEmpty, read.IsEmpty);
            Assert.Equal(reducer.Finish(partial, ResultScale.One), reducer.Finish(read, ResultScale.One));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_block_of_observations_counts_as_each_by_itself(string name, int seed)
    {
        var random = new Random(seed);
        var reducer = ReducerCases.Create(name);
        for (var round = 0; round < 200; round++)
        {
            var (single, block) = (reducer.NewPartial(), reducer.NewPartial());
            for (var part = 0; part < 3; part++)
            {
                var first = random.NextInt64(-1000, 1000);
                var values = RandomDoubles.Many(random, random.Next(100));
                if (part == 2 && round % 4 == 0 && values.Length > 0)
                {
                    values[random.Next(values.Length)] = double.NaN;
                    values[random.Next(values.Length)] = double.NegativeInfinity;
                }

                block.Observe(first, values);
                for (var i = 0; i < values.Length; i++)
                {
                    single.Observe(first + i, values[i]);
                }

                Assert.Equal(Bytes.Of(single), Bytes.Of(block));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_cleared_partial_is_a_new_one(string name, int seed)
    {
        var reducer = ReducerCases.Create(name);
        var partial = Entered(reducer, Observation.Many(new Random(seed), 30, finite: false));
        Assert.Equal(reducer.Name == ReducerName.None, partial.IsEmpty);
        partial.Clear();
        Assert.True(partial.IsEmpty);
        Assert.True(reducer.NewPartial().IsEmpty);
        Assert.Equal(Bytes.Of(reducer.NewPartial()), Bytes.Of(partial));
        var again = Observation.Many(new Random(seed + 1), 30, finite: false);
        foreach (var observation in again)
        {
            observation.EnterInto(partial);
        }

        Assert.Equal(Bytes.Of(Entered(reducer, again)), Bytes.Of(partial));
    }

    private static IPartial Entered(IReducer reducer, IEnumerable<Observation> observations)
    {
        var partial = reducer.NewPartial();
        foreach (var observation in observations)
        {
            observation.EnterInto(partial);
        }

        return partial;
    }

    private static IPartial Merged(IReducer reducer, IPartial left, IPartial right)
    {
        var merged = reducer.NewPartial();
        merged.MergeFrom(left);
        merged.MergeFrom(right);
        return merged;
    }

    private static IPartial MergedByARandomTree(IReducer reducer, Random random, Observation[] observations)
    {
        var parts = observations.GroupBy(_ => random.Next(10)).Select(group => Entered(reducer, group)).ToList();
        while (parts.Count > 1)
        {
            var (into, from) = (random.Next(parts.Count), random.Next(parts.Count - 1));
            from += from >= into ? 1 : 0;
            parts[into].MergeFrom(random.Next(2) == 0 ? parts[from] : reducer.Read(Bytes.Of(parts[from])));
            parts.RemoveAt(from);
        }

        return parts[0];
    }
}
