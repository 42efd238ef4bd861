namespace ParallelJobs.Engine.Scheduling;

/// <summary>
/// Seconds a leaf as an exponentially weighted mean and variance with weight 0.3 for the newest sample.
/// Source: Finch, "Incremental calculation of weighted mean and variance", 2009, section 9.
/// </summary>
/// <param name="Mean">Seconds; 0 as long as nothing was measured.</param>
/// <param name="Variance">Seconds squared.</param>
public readonly record struct LeafCost(double Mean, double Variance)
{
    private const double Weight = 0.3;

    public bool IsKnown => Mean > 0;

    /// <summary>Mean and one standard deviation: what to plan with.</summary>
    public double Cautious => Mean + Math.Sqrt(Variance);

    public LeafCost With(double seconds)
    {
        if (!IsKnown)
        {
            return new LeafCost(Math.Max(seconds, 1e-9), 0);
        }

        var difference = seconds - Mean;
        var increment = Weight * difference;
        return new LeafCost(Math.Max(Mean + increment, 1e-9), (1 - Weight) * (Variance + (difference * increment)));
    }
}
