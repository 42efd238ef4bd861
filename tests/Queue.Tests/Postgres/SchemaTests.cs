using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres;

public sealed class SchemaTests
{
    private static readonly Migration First = Migration.Parse(
        "0001_first.sql",
        """
        -- min_program_version: 0.1.0
        set local search_path = paralleljobs, pg_temp;
        create table job (id int);
        create function exchange_v1(number int) returns int language sql security definer set search_path = paralleljobs, pg_temp
            as $$ insert into job values (number); select number $$;
        create function peek() returns bigint language sql security definer set search_path = paralleljobs, pg_temp
            as $$ select count(*) from job; $$;
        """);

    private static readonly Migration Second = Migration.Parse(
        "0002_second.sql", "-- min_program_version: 0.1.0\nalter table paralleljobs.job add column name text default ';';\n");

    private static readonly Version Program = new(0, 1, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_gets_what_it_lacks_once()
    {
        var server = await SharedPostgres.GetAsync();
        var uri = QueueUri.Parse(server.SuperuserUri(await server.CreateDatabaseAsync(cancellationToken: Token)));

        Assert.Equal(["0001_first"], await MigrateAsync(uri, First));
        Assert.Equal(["0002_second"], await MigrateAsync(uri, First, Second));
        Assert.Empty(await MigrateAsync(uri, First, Second));
    }

    private static Task<IReadOnlyList<string>> MigrateAsync(QueueUri uri, params Migration[] migrations) =>
        Schema.MigrateAsync(uri, null, migrations, Program, Token);
}
