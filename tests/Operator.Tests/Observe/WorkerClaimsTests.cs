using ParallelJobs.Kubernetes;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Tests.Observe;

public class WorkerClaimsTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WorkerClaims _claims = new(most: 10);
    private readonly List<string> _freed = [];

    [Fact]
    public void What_is_free_is_given()
    {
        Assert.Equal(4, _claims.Take(Claim("a", wish: 4)));
        Assert.Equal(6, _claims.Take(Claim("b", wish: 8)));
        Assert.Equal(0, _claims.Take(Claim("c", wish: 1)));
    }

    [Fact]
    public void What_is_free_is_kept_for_an_older_one_that_waits()
    {
        _claims.Expect(Claim("old", wish: 8, age: 5));

        Assert.Equal(2, _claims.Take(Claim("young", wish: 8, age: 1)));
        Assert.Equal(8, _claims.Take(Claim("old", wish: 8, age: 5)));
    }

    [Fact]
    public void Of_one_second_the_first_by_name_is_older()
    {
        _claims.Expect(Claim("a", wish: 10));

        Assert.Equal(0, _claims.Take(Claim("b", wish: 10)));
    }

    [Fact]
    public void What_a_job_has_it_keeps_whoever_waits()
    {
        _claims.Take(Claim("young", wish: 8, age: 1));
        _claims.Settle("young", 8, 8);
        Assert.Equal(2, _claims.Take(Claim("old", wish: 10, age: 5)));

        Assert.Equal(8, _claims.Take(Claim("young", wish: 8, held: 8, age: 1)));
    }

    [Fact]
    public void A_pass_that_finds_a_store_that_lags_is_given_nothing_twice()
    {
        Assert.Equal(10, _claims.Take(Claim("a", wish: 10)));
        _claims.Settle("a", 10, 10);

        // The children of a are not in any store yet.
        Assert.Equal(0, _claims.Take(Claim("b", wish: 10)));
    }

    [Fact]
    public void What_becomes_free_is_told_to_the_oldest_that_wait_and_to_no_more_than_it_is_enough_for()
    {
        _claims.Freed += key => _freed.Add(key.Name);
        _claims.Take(Claim("a", wish: 10));
        _claims.Settle("a", 10, 10);
        foreach (var (name, age) in new[] { ("third", 1), ("second", 2), ("first", 3) })
        {
            _claims.Take(Claim(name, wish: 2, age: age));
            _claims.Settle(name, 2, 0);
        }

        _claims.Settle("a", 7, 7);

        Assert.Equal(["first", "second"], _freed);
    }

    [Fact]
    public void One_that_gives_up_waiting_makes_way_for_the_next_and_one_that_is_gone_too()
    {
        _claims.Freed += key => _freed.Add(key.Name);
        _claims.Take(Claim("old", wish: 20, age: 3));
        _claims.Settle("old", 20, 9);
        _claims.Take(Claim("young", wish: 1, age: 1));
        _claims.Settle("young", 1, 0);

        _claims.Settle("old", 9, 9);
        _claims.Forget("old");

        Assert.Equal(["young", "young"], _freed);
    }

    [Fact]
    public void A_pass_that_changes_nothing_wakes_nobody()
    {
        _claims.Take(Claim("old", wish: 20, age: 3));
        _claims.Settle("old", 20, 10);
        _claims.Take(Claim("young", wish: 1, age: 1));
        _claims.Settle("young", 1, 0);
        _claims.Freed += key => _freed.Add(key.Name);

        _claims.Take(Claim("old", wish: 20, held: 10, age: 3));
        _claims.Settle("old", 20, 10);
        _claims.Take(Claim("young", wish: 1, age: 1));
        _claims.Settle("young", 1, 0);

        Assert.Empty(_freed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whoever_asks_at_once_never_more_than_all_are_given(int seed)
    {
        output.WriteLine($"seed {seed}");
        var held = new int[8];
        await Task.WhenAll(Enumerable.Range(0, held.Length).Select(job => Task.Run(() =>
        {
            var random = new Random((seed * 100) + job);
            for (var pass = 0; pass < 2000; pass++)
            {
                var wish = random.Next(8);
                var granted = _claims.Take(Claim($"{job}", Math.Max(wish, held[job]), held[job], job));
                var now = Math.Min(granted, wish);
                if (now > held[job])
                {
                    Volatile.Write(ref held[job], now);
                }

                Assert.True(held.Sum() <= 10, "more than all");
                Volatile.Write(ref held[job], now);
                _claims.Settle($"{job}", wish, now);
            }
        })));
    }

    private static WorkerClaim Claim(string name, int wish, int held = 0, int age = 0) =>
        new(name, new ResourceKey("default", name), Start - TimeSpan.FromMinutes(age), wish, held);
}
