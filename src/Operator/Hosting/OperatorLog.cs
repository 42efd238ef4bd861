using System.Globalization;
using ParallelJobs.Operator.Options;
using Serilog;
using Serilog.Core;
using Serilog.Formatting.Json;

namespace ParallelJobs.Operator.Hosting;

/// <summary>Where log lines go, and how they look. Which are written is decided before they come here.</summary>
internal static class OperatorLog
{
    public static Logger Of(LogFormat format)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Verbose();
        return format == LogFormat.Json
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true)).CreateLogger()
            : configuration.WriteTo.Console(formatProvider: CultureInfo.InvariantCulture).CreateLogger();
    }
}
