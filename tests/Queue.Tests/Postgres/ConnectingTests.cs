using Npgsql;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres;

/// <summary>That Npgsql makes of a URI what the URI says.</summary>
public sealed class ConnectingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_URI_leads_to_the_server_by_address_by_socket_and_by_the_second_host_of_two()
    {
        var server = await SharedPostgres.GetAsync();
        var uri = server.SuperuserUri("postgres");
        var address = $"127.0.0.1:{server.Port}";
        var socket = server.Folder;
        string[] uris =
        [
            uri,
            uri.Replace(address, $"{Uri.EscapeDataString(socket)}:{server.Port}", StringComparison.Ordinal),
            uri.Replace(address, "", StringComparison.Ordinal) + $"?host={socket}&port={server.Port}",
            uri.Replace(address, $"127.0.0.1:{FreePort.Next()},{address}", StringComparison.Ordinal),
            uri.Replace(address, $"[::1]:{FreePort.Next()},{Uri.EscapeDataString(socket)}:{server.Port}", StringComparison.Ordinal),
            uri + "?target_session_attrs=read-write&sslmode=prefer",
        ];
        foreach (var each in uris)
        {
            Assert.Equal("paralleljobs", await AskAsync(each, "show application_name"));
        }
    }

    [Fact]
    public async Task Parameters_reach_the_server()
    {
        var uri = (await SharedPostgres.GetAsync()).SuperuserUri("postgres") + "?application_name=my%20jobs&options=-c%20work_mem%3D3MB";

        Assert.Equal("my jobs 3MB", await AskAsync(uri, "select current_setting('application_name') || ' ' || current_setting('work_mem')"));
    }

    [Fact]
    public async Task Encryption_is_as_strict_as_the_URI_says()
    {
        using var certificate = new ServerCertificate();
        using var other = new ServerCertificate();
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Settings = certificate.Settings }, Token);
        var uri = server.SuperuserUri("postgres");
        var byName = uri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

        Assert.False(await IsEncryptedAsync(uri + "?sslmode=disable"));
        Assert.False(await IsEncryptedAsync(uri + "?sslmode=allow"));
        Assert.True(await IsEncryptedAsync(uri));
        Assert.True(await IsEncryptedAsync(uri + "?sslmode=require"));
        Assert.True(await IsEncryptedAsync($"{uri}?sslmode=require&sslrootcert={certificate.CertificateFile}"));
        Assert.True(await IsEncryptedAsync($"{uri}?sslmode=verify-full&sslrootcert={certificate.CertificateFile}"));
        Assert.True(await IsEncryptedAsync($"{byName}?sslmode=verify-ca&sslrootcert={certificate.CertificateFile}"));
        await IsRefusedAsync($"{byName}?sslmode=verify-full&sslrootcert={certificate.CertificateFile}");
        await IsRefusedAsync($"{uri}?sslmode=verify-ca&sslrootcert={other.CertificateFile}");
        await IsRefusedAsync($"{uri}?sslmode=require&sslrootcert={other.CertificateFile}");
        await IsRefusedAsync($"{uri}?sslrootcert=system");

        var missing = QueueUri.Parse($"{uri}?sslmode=verify-ca&sslrootcert=/no/such/file");
        var failure = await Assert.ThrowsAsync<FormatException>(() => Schema.MigrateAsync(missing, null, Token));
        Assert.Contains("/no/such/file", failure.Message, StringComparison.Ordinal);

        Task IsRefusedAsync(string strict) => Assert.ThrowsAsync<NpgsqlException>(() => IsEncryptedAsync(strict));
    }

    private static async Task<bool> IsEncryptedAsync(string uri) =>
        (bool)(await AskAsync(uri, "select ssl from pg_stat_ssl where pid = pg_backend_pid()"))!;

    private static async Task<object?> AskAsync(string uri, string sql)
    {
        await using var source = NpgsqlDataSource.Create(QueueUri.Parse(uri).ToConnectionString(1));
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }
}
