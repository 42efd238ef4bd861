using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ParallelJobs.Engine.Workers;

namespace ParallelJobs.WorkerImage.Health;

/// <summary>
/// <c>/healthz/live</c> and <c>/healthz/ready</c> over HTTP, on every address of the machine: 200 or 503, and one line of plain text that says why.
/// They answer until the worker ends, also while it drains.
/// </summary>
internal static class HealthEndpoints
{
    /// <param name="port">Of TCP.</param>
    /// <param name="live">Asked for each request, by any thread.</param>
    /// <param name="ready">Asked for each request, by any thread.</param>
    /// <exception cref="HealthPortException">The port cannot be had.</exception>
    public static async Task<IAsyncDisposable> StartAsync(int port, Func<WorkerHealth> live, Func<WorkerHealth> ready)
    {
        // Empty: no settings files that are watched, no variables of others, no log of its own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenAnyIP(port);
        });
        builder.Services.AddSingleton<IHostLifetime, EndsWithWorker>();
        var application = builder.Build();
        application.Run(context => AnswerAsync(context, live, ready));
        try
        {
            await application.StartAsync();
            return application;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await application.DisposeAsync();
            throw new HealthPortException(
                $"{WorkerVariables.HealthPort}: port {port} cannot be listened on: {e.Message} Choose a free one, or 0 for no health endpoints", e);
        }
    }

    private static Task AnswerAsync(HttpContext context, Func<WorkerHealth> live, Func<WorkerHealth> ready)
    {
        WorkerHealth? health = context.Request.Path.Value switch
        {
            "/healthz/live" => live(),
            "/healthz/ready" => ready(),
            _ => null,
        };
        context.Response.StatusCode = health switch
        {
            null => StatusCodes.Status404NotFound,
            { IsWell: true } => StatusCodes.Status200OK,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync((health?.Reason ?? "there are /healthz/live and /healthz/ready") + "\n", context.RequestAborted);
    }
}
