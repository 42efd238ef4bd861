using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Events;

public sealed class EventBookTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly EventBook _book = new();

    [Fact]
    public void A_new_event_is_written_at_once_and_one_that_comes_again_ten_seconds_later_with_its_count()
    {
        Observe("a", 0);
        var written = Write(0)!;
        Assert.Equal(1, written.Count);

        Observe("a", 1);
        Observe("a", 9);
        Assert.Equal(TimeSpan.FromSeconds(10), _book.NextWrite);
        Assert.Null(Write(9.999));

        Assert.Same(written, Write(10));
        Assert.Equal((3, Start.AddSeconds(9)), (written.Count, written.LastObserved));
        Assert.Null(_book.NextWrite);
    }

    [Fact]
    public void One_that_comes_again_after_its_pace_is_written_at_once()
    {
        Observe("a", 0);
        Write(0);
        Observe("a", 60);

        Assert.Equal(2, Write(60)?.Count);
    }

    [Fact]
    public void What_came_again_before_it_was_written_is_written_once()
    {
        Observe("a", 0);
        Observe("a", 0);

        Assert.Equal(2, Write(0)?.Count);
        Assert.Null(Write(1000));
    }

    [Theory]
    [InlineData("uid")]
    [InlineData("note")]
    [InlineData("reason")]
    [InlineData("action")]
    [InlineData("severity")]
    public void Events_are_one_only_when_all_is_equal(string other)
    {
        var key = Key("a");
        Assert.True(_book.Observe(key, Start, TimeSpan.Zero));
        Assert.True(_book.Observe(
            other switch
            {
                "uid" => key with { Regarding = key.Regarding with { Uid = "another" } },
                "note" => key with { Note = "another" },
                "reason" => key with { Reason = "Another" },
                "action" => key with { Action = "Another" },
                _ => key with { Severity = EventSeverity.Warning },
            },
            Start,
            TimeSpan.Zero));

        Assert.Equal(2, _book.Count);
        Assert.NotEqual(Write(0)!.Name, Write(0)!.Name);
    }

    [Fact]
    public void It_ends_when_it_has_not_come_for_ten_minutes()
    {
        Observe("a", 0);
        var first = Write(0)!;
        Observe("a", 599);
        Assert.Same(first, Write(599));
        Observe("a", 599 + 599);
        Assert.Same(first, Write(599 + 599));

        Observe("a", 599 + 599 + 600);

        var second = Write(599 + 599 + 600)!;
        Assert.NotEqual(first.Name, second.Name);
        Assert.Equal((3, 1), (first.Count, second.Count));
    }

    [Fact]
    public void A_failed_write_is_tried_again_until_it_failed_ten_times()
    {
        Observe("a", 0);
        for (var attempt = 1; attempt < 10; attempt++)
        {
            Assert.True(_book.Again(_book.TakeDue(TimeSpan.FromSeconds(attempt))!, TimeSpan.FromSeconds(attempt + 1)));
        }

        Assert.False(_book.Again(_book.TakeDue(TimeSpan.FromSeconds(10))!, TimeSpan.FromSeconds(11)));
        Assert.Equal((0, 0), (_book.Count, _book.Pending));
    }

    [Fact]
    public void An_object_that_has_too_many_events_loses_new_ones_and_counts_those_it_has()
    {
        for (var note = 0; note < 25; note++)
        {
            Assert.True(Observe("a", 0, $"{note}"));
        }

        Assert.False(Observe("a", 0, "25"));
        Assert.True(Observe("a", 0, "24"));
        Assert.True(Observe("b", 0, "25"));
        Assert.Equal(26, _book.Pending);
    }

    [Fact]
    public void It_holds_a_bounded_number_and_still_writes_what_it_lets_go()
    {
        for (var key = 0; key < 10_000; key++)
        {
            Assert.True(Observe($"{key}", 0));
            Assert.InRange(_book.Count, 1, 4096);
        }

        HashSet<string> written = [];
        while (Write(0) is { } due)
        {
            written.Add(due.Name);
        }

        Assert.Equal(10_000, written.Count);
        Observe("0", 1);
        Observe("9999", 1);
        Assert.DoesNotContain(_book.TakeDue(TimeSpan.FromSeconds(1))!.Name, written);
        Assert.Contains(_book.TakeDue(TimeSpan.FromSeconds(10))!.Name, written);
    }

    private static EventKey Key(string name, string note = "it is so") =>
        new(new ObjectReference { Name = name, Namespace = "here", Uid = $"uid of {name}" }, EventSeverity.Normal, "Because", "Do", note);

    private bool Observe(string name, double second, string note = "it is so") =>
        _book.Observe(Key(name, note), Start.AddSeconds(second), TimeSpan.FromSeconds(second));

    private RecordedEvent? Write(double second)
    {
        var due = _book.TakeDue(TimeSpan.FromSeconds(second));
        due?.Written(TimeSpan.FromSeconds(second));
        return due;
    }
}
