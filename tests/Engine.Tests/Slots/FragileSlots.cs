using System.Globalization;
using ParallelJobs.Engine.Slots;

namespace ParallelJobs.Engine.Tests.Slots;

/// <summary>Slots in processes that kill themselves now and then.</summary>
internal static class FragileSlots
{
    /// <summary>Dies after <paramref name="least"/> to <paramref name="most"/> answers, the first of which says that it is ready.</summary>
    public static SlotProgram Dying(int seed, int least, int most) => new(
        Path.Combine(AppContext.BaseDirectory, "fragile-slot"),
        [.. new[] { seed, least, most }.Select(number => number.ToString(CultureInfo.InvariantCulture))]);

    public static SlotProgram Healthy { get; } = Dying(0, int.MaxValue - 1, int.MaxValue - 1);
}
