using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// The total order of Min, Max and TopK; the best comes first. A NaN ranks before every number, from either end, so that it shows in
/// the result and is not lost. Values compare exactly, ties go to the lower item, and an integer ranks before the equal double of the
/// same item: nothing is left for the order of arrival to decide.
/// </summary>
internal sealed class Ranking : IComparer<RankedValue>
{
    public static readonly Ranking Largest = new(TopKOrder.Largest);
    public static readonly Ranking Smallest = new(TopKOrder.Smallest);

    private readonly int _sign;

    private Ranking(TopKOrder order)
    {
        Order = order;
        _sign = order == TopKOrder.Largest ? -1 : 1;
        Worst = Comparer<RankedValue>.Create((x, y) => Compare(y, x));
    }

    public TopKOrder Order { get; }

    /// <summary>The same order backwards.</summary>
    public IComparer<RankedValue> Worst { get; }

    /// <summary>Whose bits, by exclusive or, turn "ranks before" of two doubles into "is greater than".</summary>
    public double Flip => Order == TopKOrder.Largest ? 0.0 : -0.0;

    public static Ranking Of(TopKOrder order) => order == TopKOrder.Largest ? Largest : Smallest;

    public int Compare(RankedValue x, RankedValue y)
    {
        var order = y.Value.IsNaN.CompareTo(x.Value.IsNaN);
        if (order == 0 && !x.Value.IsNaN)
        {
            order = _sign * x.Value.CompareValue(y.Value);
        }

        if (order == 0)
        {
            order = x.Item.CompareTo(y.Item);
        }

        return order == 0 ? y.Value.IsInteger.CompareTo(x.Value.IsInteger) : order;
    }
}
