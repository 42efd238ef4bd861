using System.Diagnostics;
using System.Globalization;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>A server that a crash certainly robs of all that was not committed synchronously: nobody writes its log in the background.</summary>
internal static class ForgetfulServer
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PostgresServer> StartAsync(bool fsync = false)
    {
        var settings = new Dictionary<string, string> { ["wal_writer_delay"] = "10s", ["autovacuum"] = "off" };
        return await PostgresServer.StartAsync(new PostgresOptions { Settings = settings, Fsync = fsync }, Token);
    }

    /// <summary>Until the next start.</summary>
    public static async Task StopLogWriterAsync(this PostgresServer server)
    {
        var writer = (int)(await server.ExecuteAsync("postgres", "select pid from pg_stat_activity where backend_type = 'walwriter'", Token))!;
        using var kill = Process.Start("kill", ["-STOP", writer.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Token);
        await Until.HoldsAsync(() => File.ReadAllText($"/proc/{writer}/stat").Contains(") T ", StringComparison.Ordinal), "the log's writer to stop");
    }
}
