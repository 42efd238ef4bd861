using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ParallelJobs.Kubernetes.Configuration;
using ParallelJobs.Operator.Hosting;
using ParallelJobs.Operator.Options;
using Serilog.Extensions.Logging;

if (new OperatorSettingsReader(Environment.GetEnvironmentVariable).Read(out var problems) is not { } settings)
{
    Array.ForEach([.. problems], problem => Console.Error.WriteLine($"pjob-operator: {problem}"));
    return 2;
}

ClusterConfig cluster;
try
{
    cluster = ClusterConfig.Load();
}
catch (ClusterConfigException exception)
{
    Console.Error.WriteLine($"pjob-operator: {exception.Message}");
    return 2;
}

var health = new OperatorHealth();
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenAnyIP(settings.HealthPort));
builder.Logging.SetMinimumLevel(settings.LogLevel).AddProvider(new SerilogLoggerProvider(OperatorLog.Of(settings.LogFormat), dispose: true));
// A probe every few seconds is not worth a line.
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
builder.Services.AddSingleton(settings).AddSingleton(cluster).AddSingleton(health).AddHostedService<OperatorService>();
var application = builder.Build();
application.Run(context =>
{
    var isWell = context.Request.Path.Value switch { "/healthz/live" => true, "/healthz/ready" => health.IsReady, _ => false };
    context.Response.StatusCode = isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
    return context.Response.WriteAsync(isWell ? "ok\n" : "not in sync with the cluster yet\n", context.RequestAborted);
});
await application.RunAsync();
return Environment.ExitCode;
