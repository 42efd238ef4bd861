using System.Text.Json.Nodes;
using Npgsql;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Somebody with the job's secret sends what no worker of ours would: its own work suffers at most.</summary>
public sealed class MaliciousReportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each is merged into a report that is right otherwise, whose one settlement is <c>settles[0]</c>. TOKEN is that of the caller's lease.</summary>
    public static TheoryData<string> Reports =>
    [
        """{ "slots": -5 }""",
        """{ "slots": 2147483647 }""",
        """{ "slots": null }""",
        """{ "slots": 99999999999 }""",
        """{ "want": { "chunks": 2147483648, "minLeaves": 1, "maxLeaves": 1, "capDivisor": 0 } }""",
        """{ "want": { "chunks": 9223372036854775807, "minLeaves": 9223372036854775807, "maxLeaves": 9223372036854775807, "capDivisor": 1 } }""",
        """{ "want": { "chunks": 1, "minLeaves": 4611686018427387904, "maxLeaves": 1, "capDivisor": 0 } }""",
        """{ "want": { "chunks": 3, "minLeaves": -7, "maxLeaves": -9, "capDivisor": -1 } }""",
        """{ "want": { "chunks": -1, "minLeaves": 0, "maxLeaves": 0, "capDivisor": 2147483647 } }""",
        """{ "want": { "chunks": "NaN", "minLeaves": 1, "maxLeaves": 1, "capDivisor": 0 } }""",
        """{ "want": { "chunks": 1e400, "minLeaves": 1, "maxLeaves": 1, "capDivisor": 0 } }""",
        """{ "want": { "chunks": 2, "minLeaves": null, "maxLeaves": null, "capDivisor": null } }""",
        """{ "want": null }""",
        """{ "want": 7 }""",
        """{ "incarnation": null }""",
        """{ "sequence": null }""",
        """{ "sequence": 0 }""",
        """{ "sequence": -1 }""",
        """{ "sequence": 9223372036854775807 }""",
        """{ "specHash": null }""",
        """{ "worker": null }""",
        """{ "leaving": null }""",
        """{ "leaving": "perhaps" }""",
        """{ "held": null }""",
        """{ "held": [null] }""",
        """{ "held": ["TOKEN", "TOKEN", null, "TOKEN"] }""",
        """{ "held": "TOKEN" }""",
        """{ "state": "Complete" }""",
        """{ "settles": null }""",
        """{ "settles": [7, null, [], {}] }""",
        """{ "settles": [{ "token": "TOKEN" }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": null, "failed": [{ "position": null, "message": "which?" }], "begunUpTo": 0, "giveBack": false }] }""",
        """{ "settles": [{ "token": "TOKEN", "failed": [], "begunUpTo": 0, "giveBack": true }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": "{(,)}", "failed": [], "begunUpTo": 0, "giveBack": true }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": "{[-9,2)}", "failed": [], "begunUpTo": 0, "giveBack": false }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": "{[0,9223372036854775807)}", "failed": [], "begunUpTo": 0, "giveBack": false }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": "{}", "failed": [{ "position": 9223372036854775807, "message": "m" }], "begunUpTo": 0, "giveBack": false }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": "{}", "failed": [{ "position": -1, "message": "m" }], "begunUpTo": -5, "giveBack": false }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": "{}", "failed": [{ "position": 1, "message": null }, { "position": 2 }], "begunUpTo": null, "giveBack": null }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": "{}", "failed": [{ "position": 1, "message": "m" }, { "position": 1, "message": "m" }], "begunUpTo": 0 }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": "{}", "failed": "all", "begunUpTo": 9223372036854775807, "giveBack": false }] }""",
        """{ "settles": [{ "token": "TOKEN", "done": "{}", "failed": [], "begunUpTo": 9223372036854775807, "giveBack": false }] }""",
        """{ "counters": null }""",
        """{ "counters": "many" }""",
        """{ "counters": { "leavesComputed": 1.5 } }""",
        """{ "counters": { "leavesComputed": -1, "computeSeconds": 1e308 } }""",
        """{ "counters": { "computeSeconds": 1e4000 } }""",
        """{ "counters": { "computeSeconds": null } }""",
    ];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Reports))]
    public async Task A_report_with_anything_in_it_leaves_the_ledger_sound(string changes) =>
        await AttackAsync(report =>
        {
            foreach (var (field, value) in JsonNode.Parse(changes.Replace("TOKEN", (string)report["settles"]![0]!["token"]!, StringComparison.Ordinal))!.AsObject())
            {
                report[field] = value?.DeepClone();
            }
        });

    [Theory(Timeout = 60_000)]
    [InlineData("a name of a megabyte")]
    [InlineData("a hundred thousand settlements of nothing")]
    [InlineData("a hundred thousand settlements of one lease")]
    [InlineData("as many settlements as there may be")]
    [InlineData("a hundred thousand tokens")]
    [InlineData("a message of a megabyte")]
    [InlineData("counters of a megabyte")]
    [InlineData("counters nested without end")]
    [InlineData("a set of a hundred thousand ranges")]
    [InlineData("a hundred thousand failures")]
    public async Task A_huge_report_leaves_the_ledger_sound(string what)
    {
        const int Many = 100_000, Most = 10_000, Megabyte = 1 << 20;
        await AttackAsync(report =>
        {
            var settle = report["settles"]![0]!;
            JsonArray Settles(int count, Func<JsonNode> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
            JsonNode Unknown()
            {
                var unknown = settle.DeepClone();
                unknown["token"] = Guid.NewGuid();
                return unknown;
            }

            _ = what switch
            {
                "a name of a megabyte" => report["worker"] = new string('n', Megabyte),
                "a hundred thousand settlements of nothing" => report["settles"] = Settles(Many, Unknown),
                "a hundred thousand settlements of one lease" => report["settles"] = Settles(Many, settle.DeepClone),
                "as many settlements as there may be" => report["settles"] = Settles(Most, Unknown),
                "a hundred thousand tokens" => report["held"] = Settles(Many, () => Guid.NewGuid()),
                "a message of a megabyte" => settle["failed"] =
                    new JsonArray(new JsonObject { ["position"] = 1, ["message"] = new string('m', Megabyte) }),
                "counters of a megabyte" => report["counters"] = new JsonObject { ["more"] = new string('c', Megabyte) },
                "counters nested without end" => report["counters"] =
                    JsonNode.Parse(new string('[', 900) + new string(']', 900), documentOptions: new() { MaxDepth = 1000 }),
                "a set of a hundred thousand ranges" => settle["done"] =
                    $"{{{string.Join(',', Enumerable.Range(0, Many).Select(each => $"[{2 * each},{2 * each + 1})"))}}}",
                _ => settle["failed"] = new JsonArray([.. Enumerable.Range(0, Many).Select(each => new JsonObject { ["position"] = each, ["message"] = "m" })]),
            };
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task A_partial_that_would_fill_the_owners_memory_is_refused()
    {
        await using var job = await StartAsync();
        var worker = job.Worker();
        var lease = await worker.MustTakeAsync(2);

        var huge = worker.Report(Want.Nothing, lease.Done() with { Payload = new byte[(1 << 20) + 1] });

        await Assert.ThrowsAsync<QueueUnavailableException>(() => worker.SendAsync(huge));
        await job.AssertSoundAsync();
        Assert.Equal(0, (await job.Ledger.ProgressAsync(job.Id, Token)).Completed);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_holds_a_jobs_lock_does_not_hold_its_owner()
    {
        await using var job = await StartAsync();
        await using var holder = await job.Server.OpenAsync(job.Database);
        await using var transaction = await holder.BeginTransactionAsync();
        await using var take = new NpgsqlCommand("select from paralleljobs.cursor for update", holder, transaction);
        await take.ExecuteNonQueryAsync();

        await Assert.ThrowsAsync<QueueUnavailableException>(
            async () => await job.Ledger.PauseAsync(job.Id, Token));

        await transaction.RollbackAsync();
        await job.Ledger.PauseAsync(job.Id, Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_secret_nobody_gets_in()
    {
        await using var job = await StartAsync();
        await using var caller = await RawWorker.LogInAsync(job);
        var before = await job.RowsAsync();
        var report = Report(Guid.NewGuid(), 1, null).ToJsonString();

        foreach (var secret in new[] { null, [], new byte[32] })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => caller.ExchangeAsync(job.Id, secret, report));
            Assert.Equal("PJ002", refused.SqlState);
        }

        Assert.Equal(before, await job.RowsAsync());
        await job.FinishAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("repeatable read")]
    [InlineData("serializable")]
    public async Task An_exchange_that_would_not_see_what_others_did_is_refused(string isolation)
    {
        await using var job = await StartAsync();
        await using var caller = await RawWorker.LogInAsync(job);
        var report = Report(Guid.NewGuid(), 1, null).ToJsonString();

        Assert.Null(await caller.TryAsync($"set default_transaction_isolation = '{isolation}'"));
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => caller.ExchangeAsync(job.Id, job.Ledger.SecretOf(job.Id).Bytes.ToArray(), report));

        Assert.Equal(PostgresErrorCodes.InvalidTransactionState, refused.SqlState);
        await job.FinishAsync();
    }

    private static async Task<JobUnderTest> StartAsync() =>
        await JobUnderTest.StartAsync(await SharedPostgres.GetAsync(), JobUnderTest.Of(100));

    /// <summary>The attacker has a lease of four leaves. Afterwards another worker goes on, the owner sees all, and the job ends right.</summary>
    private static async Task AttackAsync(Action<JsonObject> change)
    {
        await using var job = await StartAsync();
        await using var attacker = await RawWorker.LogInAsync(job);
        var (incarnation, secret) = (Guid.NewGuid(), job.Ledger.SecretOf(job.Id).Bytes.ToArray());
        var first = Report(incarnation, 1, null);
        var reply = await attacker.ExchangeAsync(job.Id, secret, first.ToJsonString());
        var report = Report(incarnation, 2, (string)reply["leases"]![0]!["token"]!);
        change(report);

        try
        {
            await attacker.ExchangeAsync(job.Id, secret, report.ToJsonString(), RangeTally.Of(new PositionRange(0, 2)));
        }
        catch (PostgresException refused)
        {
            Assert.NotEqual(PostgresErrorCodes.QueryCanceled, refused.SqlState);
        }

        await job.AssertSoundAsync();
        await job.Worker().RenewAsync();
        var progress = await job.Ledger.ProgressAsync(job.Id, Token);
        Assert.True(double.IsFinite(progress.Counters.ComputeSeconds) && progress.Counters.LeavesComputed >= 0);
        Assert.True(await job.AskAsync<int>("select max(pg_column_size(t))::int from paralleljobs.worker t") < 1_000_000);
        await attacker.ExchangeAsync(job.Id, secret, Report(Guid.NewGuid(), 1, null).ToJsonString());
        await ReleaseAsync(job);
        await job.FinishAsync();
    }

    /// <summary>What attackers still hold would only come back when their leases are over.</summary>
    private static async Task ReleaseAsync(JobUnderTest job) => await job.Server.ExecuteAsync(
        job.Database,
        "update paralleljobs.worker set seen = seen - interval '1 hour'; update paralleljobs.cursor set back_at = back_at - interval '1 hour', watch_at = '-infinity'",
        Token);

    private static JsonObject Report(Guid incarnation, long sequence, string? token) => new()
    {
        ["incarnation"] = incarnation,
        ["sequence"] = sequence,
        ["specHash"] = "spec",
        ["worker"] = "attacker",
        ["held"] = token is null ? [] : new JsonArray(token),
        ["settles"] = token is null
            ? []
            : new JsonArray(new JsonObject { ["token"] = token, ["done"] = "{[0,2)}", ["failed"] = new JsonArray(), ["begunUpTo"] = 0, ["giveBack"] = false }),
        ["slots"] = 1,
        ["counters"] = new JsonObject(),
        ["leaving"] = false,
        ["want"] = new JsonObject { ["chunks"] = 1, ["minLeaves"] = 4, ["maxLeaves"] = 4, ["capDivisor"] = 0 },
    };
}
