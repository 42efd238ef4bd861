using ParallelJobs.Kubernetes.Events;

namespace ParallelJobs.Kubernetes.Tests.Events;

public sealed class EventBudgetTests
{
    private readonly EventBudget<string> _budget = new();

    [Fact]
    public void An_object_has_25_at_once_then_one_every_five_minutes_and_others_have_their_own()
    {
        Assert.Equal(25, Spend("a", TimeSpan.Zero));
        Assert.Equal(0, Spend("a", TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1)));
        Assert.Equal(1, Spend("a", TimeSpan.FromMinutes(5)));
        Assert.Equal(3, Spend("a", TimeSpan.FromMinutes(22)));
        Assert.Equal(25, Spend("b", TimeSpan.FromMinutes(22)));
    }

    [Fact]
    public void What_is_not_spent_is_kept_up_to_25()
    {
        Spend("a", TimeSpan.Zero);
        Assert.Equal(24, Spend("a", TimeSpan.FromMinutes(24 * 5)));
        Assert.Equal(25, Spend("a", TimeSpan.FromDays(2)));
    }

    [Fact]
    public void Objects_that_had_no_events_for_long_are_forgotten()
    {
        for (var minute = 0; minute < 100_000; minute++)
        {
            Assert.True(_budget.TrySpend($"{minute}", TimeSpan.FromMinutes(minute)));
            Assert.InRange(_budget.Count, 1, 1024);
        }
    }

    [Fact]
    public void Those_that_are_remembered_keep_their_account_while_others_are_forgotten()
    {
        Spend("a", TimeSpan.Zero);
        for (var key = 0; key < 10_000; key++)
        {
            Assert.True(_budget.TrySpend($"{key}", TimeSpan.FromMilliseconds(key)));
        }

        Assert.Equal(0, Spend("a", TimeSpan.FromSeconds(10)));
    }

    private int Spend(string key, TimeSpan now)
    {
        var spent = 0;
        while (spent < 100 && _budget.TrySpend(key, now))
        {
            spent++;
        }

        return spent;
    }
}
