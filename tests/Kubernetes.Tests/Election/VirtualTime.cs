namespace ParallelJobs.Kubernetes.Tests.Election;

internal static class VirtualTime
{
    private const int MostTimers = 100_000;

    /// <summary>Goes from timer to timer until this holds; how long that took.</summary>
    public static TimeSpan Until(this ManualTime time, Func<bool> holds, Action? always = null)
    {
        var start = time.GetTimestamp();
        for (var timers = 0; !holds(); timers++)
        {
            Assert.True(timers < MostTimers && time.AdvanceToNextTimer(), "it never comes to it");
            always?.Invoke();
        }

        return time.GetElapsedTime(start);
    }

    /// <summary>Lets time go by, all timers in their order and at their moments, give or take a hundredth of a second.</summary>
    public static void Pass(this ManualTime time, TimeSpan by, Action? always = null)
    {
        var step = TimeSpan.FromMilliseconds(10);
        for (var passed = TimeSpan.Zero; passed < by; passed += step)
        {
            time.Advance(by - passed < step ? by - passed : step);
            always?.Invoke();
        }
    }
}
