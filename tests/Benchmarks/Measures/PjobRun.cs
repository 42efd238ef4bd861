using System.Globalization;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>The seconds that <c>pjob run</c> reports for the job: from the first lease to the folded result, without process start.</summary>
internal sealed class PjobRun(PjobCommand command) : IMeasure
{
    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var said = (await command.RunAsync(cancellationToken)).Json();
        var answer = double.Parse($"{said.GetProperty("result").GetProperty("value")}", NumberStyles.Float, CultureInfo.InvariantCulture);
        return new Measurement(said.GetProperty("elapsedSeconds").GetDouble(), answer);
    }
}
