using System.Globalization;

namespace ParallelJobs.Benchmarks.Measures.Operators;

/// <summary>One figure of the reading of many jobs, which is made once for all rows.</summary>
internal sealed class FleetFigure(FleetSize size, Func<FleetReading, double> figure) : IMeasure
{
    private static Task<FleetReading>? _reading;

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var reading = await (_reading ??= ReadAsync(cancellationToken));
        var detail = string.Create(
            CultureInfo.InvariantCulture, $"{size.Finished:#,0} finished and {size.Running:#,0} running jobs; median {reading.Median * 1e3:0} ms; the operator took {100 * reading.Cores:0} % of a core");
        return new Measurement(figure(reading), Detail: detail);
    }

    private async Task<FleetReading> ReadAsync(CancellationToken cancellationToken)
    {
        await using var fleet = await Fleet.StartAsync(size, cancellationToken);
        return await fleet.ReadAsync(cancellationToken);
    }
}
