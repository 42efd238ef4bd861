using Microsoft.Extensions.Logging;
using ParallelJobs.Engine.Workers;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace ParallelJobs.WorkerImage.Logging;

/// <summary>The program's log: one JSON object a line, on stderr.</summary>
internal static class WorkerLogging
{
    public static ILoggerFactory Create(LogThreshold threshold)
    {
        var log = new LoggerConfiguration()
            .MinimumLevel.Is(LevelOf(threshold))
            .WriteTo.Console(new JsonFormatter(renderMessage: true), standardErrorFromLevel: LevelAlias.Minimum)
            .CreateLogger();
        return new LoggerFactory([new SerilogLoggerProvider(log, dispose: true)], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
    }

    private static LogEventLevel LevelOf(LogThreshold threshold) => threshold switch
    {
        LogThreshold.Debug => LogEventLevel.Debug,
        LogThreshold.Warning => LogEventLevel.Warning,
        LogThreshold.Error => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
