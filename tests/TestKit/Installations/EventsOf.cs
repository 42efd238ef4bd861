using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.TestKit.Installations;

/// <summary>What was told about a job: its events.</summary>
public static class EventsOf
{
    /// <summary>The event of that reason about the job, when it is there; the test fails where there are several.</summary>
    public static async Task<Event> OneAsync(Installation installation, string job, string reason)
    {
        bool IsOfIt(Event found) => found.Regarding?.Name == job && found.Reason == reason;
        await using var events = await installation.Space.WatchAsync<Event>();
        await events.UntilAsync(store => store.List().Any(IsOfIt), $"an event {reason} about {job}", Installation.AtMost, TestContext.Current.CancellationToken);
        return Assert.Single(events.Store.List(), IsOfIt);
    }
}
