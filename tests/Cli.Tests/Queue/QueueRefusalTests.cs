using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Queue;

/// <summary>Queues that a run cannot use: one line, without a password, and an exit code that says which kind.</summary>
public sealed class QueueRefusalTests : IDisposable
{
    private const string Password = "s3cr3t-w0rd";
    private readonly WorkerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_closed_port_is_3() =>
        await RefusesAsync(3, "cannot be reached", "--queue", $"postgresql://owner:{Password}@127.0.0.1:{FreePort.Next()}/jobs");

    [Fact]
    public async Task A_database_without_the_schema_is_2_and_the_line_says_what_to_run()
    {
        var server = await SharedPostgres.GetAsync();
        var empty = await server.CreateDatabaseAsync(cancellationToken: TestContext.Current.CancellationToken);
        await RefusesAsync(2, "pjob migrate", "--queue", server.SuperuserUri(empty));
    }

    [Fact]
    public async Task A_wrong_password_is_5()
    {
        var database = await QueueDatabase.CreateAsync();
        await RefusesAsync(5, "password authentication failed", "--queue", WithWrongPassword(database.Uri));
    }

    [Fact]
    public async Task A_URI_that_is_none_is_2() => await RefusesAsync(2, "--queue: ", "--queue", "mysql://owner@127.0.0.1/jobs");

    [Fact]
    public async Task A_URI_of_the_workers_that_is_none_is_2() =>
        await RefusesAsync(2, "--worker-queue: ", "--queue", "postgresql://owner@127.0.0.1/jobs", "--worker-queue", "here");

    [Theory]
    [InlineData("--join")]
    [InlineData("--worker-queue")]
    public async Task What_is_for_a_queue_alone_needs_one(string option) => await RefusesAsync(2, $"{option} is of use with --queue only", option, "/tmp/x");

    [Fact]
    public async Task A_folder_with_something_in_it_is_2_and_stays_as_it_is()
    {
        Directory.CreateDirectory(_folder.Path);
        var file = Path.Combine(_folder.Path, "mine");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        await RefusesAsync(2, "there is something in it", "--queue", "postgresql://owner@127.0.0.1/jobs", "--join", _folder.Path);

        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_and_the_job_is_taken_away_again()
    {
        var database = await QueueDatabase.CreateAsync();

        // No file may be longer than nothing, which is to be an error and no signal. The runtime needs such a file for code that it cannot write to.
        using var running = Running.Start(
            "sh",
            ["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh", Pjob.Path, "run", Pjob.Example("pi.yaml"), "--queue", database.Uri, "--join", _folder.Path],
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" });
        var ended = await running.EndAsync();

        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith($"pjob: run: what workers need cannot be written: ", Assert.Single(ended.ErrorLines));
        Assert.False(_folder.Exists);
        Assert.Equal(0, await database.RowsAsync());
    }

    [Fact]
    public async Task A_folder_for_temporary_files_that_is_not_there_is_named()
    {
        using var running = Running.Start(
            "env", "TMPDIR=/no/such", Pjob.Path, "run", Pjob.Example("pi.yaml"), "--queue", "postgresql://owner@127.0.0.1/jobs");

        var said = Assert.Single((await running.EndAsync()).Refused());
        Assert.StartsWith("pjob: run: there can be no folder for the workers in /no/such/: ", said);
        Assert.EndsWith("; set TMPDIR, or name another folder with --join", said);
    }

    [Fact]
    public async Task Workers_that_are_refused_for_ever_end_the_run_with_their_line()
    {
        var database = await QueueDatabase.CreateAsync();
        await database.ExecuteAsync("""
            create function refuse() returns trigger language plpgsql as $$ begin raise 'another spec' using errcode = 'PJ003'; end $$;
            create trigger refuse before insert on paralleljobs.worker for each row execute function refuse()
            """);

        var ended = await Pjob.RunAsync("run", Pjob.Example("pi.yaml"), "--queue", database.Uri, "--join", _folder.Path, "-o", "json");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("Failed", ended.Json.GetProperty("state").GetString());
        Assert.StartsWith("pjob: worker-0 can never work: refused for good", Assert.Single(ended.ErrorLines));
        Assert.False(_folder.Exists);
        Assert.Equal(0, await database.RowsAsync());
    }

    [Fact]
    public async Task Workers_that_could_not_do_anything_are_not_started()
    {
        var (database, other) = (await QueueDatabase.CreateAsync(), await QueueDatabase.CreateAsync());
        var nowhere = $"postgresql://worker:{Password}@127.0.0.1:{FreePort.Next()}/jobs";

        await RefusesAsync(5, "--worker-queue: the server at ", "--queue", database.Uri, "--worker-queue", WithWrongPassword(database.Uri));
        await RefusesAsync(5, "--worker-queue: the server at ", "--queue", database.Uri, "--worker-queue", WithoutPassword(database.Uri));
        await RefusesAsync(3, "--worker-queue: the queue at ", "--queue", database.Uri, "--worker-queue", nowhere);
        await RefusesAsync(2, "is not the database of --queue; name the same one", "--queue", database.Uri, "--worker-queue", other.Uri);

        Assert.Equal(0, await database.RowsAsync());
    }

    private static string WithWrongPassword(string uri) => uri.Replace(new Uri(uri).UserInfo, $"postgres:{Password}", StringComparison.Ordinal);

    private static string WithoutPassword(string uri) => uri.Replace(new Uri(uri).UserInfo, "postgres", StringComparison.Ordinal);

    private static async Task RefusesAsync(int exitCode, string said, params string[] options)
    {
        var ended = await Pjob.RunAsync(["run", Pjob.Example("pi.yaml"), .. options]);

        Assert.Equal((exitCode, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(said, Assert.Single(ended.ErrorLines));
        Assert.DoesNotContain(Password, ended.Errors);
        ended.AssertPlainErrors();
    }
}
