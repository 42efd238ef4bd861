using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Queue.Tests.Postgres;

/// <summary>A small schema of the same shape as the queue's: a table, the function that workers may call, and one that they may not.</summary>
internal static class TestMigrations
{
    public static readonly Version Program = new(0, 1, 0);

    public static readonly Migration First = Migration.Parse(
        "0001_first.sql",
        """
        -- min_program_version: 0.1.0
        set local search_path = paralleljobs, pg_temp;
        create table job (id int, seen bigserial);
        create function exchange_v1(number int) returns int language sql security definer set search_path = paralleljobs, pg_temp
            as $$ insert into job values (number); select number $$;
        create function exchange_v12(number int) returns int language sql as $$ select number $$;
        create function exchange_vital() returns int language sql as $$ select 1 $$;
        create function peek() returns bigint language sql security definer set search_path = paralleljobs, pg_temp
            as $$ select count(*) from job; $$;
        """);

    public static readonly Migration Second =
        Migration.Parse("0002_second.sql", "-- min_program_version: 0.1.0\nalter table paralleljobs.job add column name text default ';';\n");

    public static readonly Migration Broken = Migration.Parse(
        "0003_broken.sql", "-- min_program_version: 0.1.0\ncreate table paralleljobs.half (); select 1 / 0; create table paralleljobs.whole ();\n");

    public static Task<IReadOnlyList<string>> ApplyAsync(string uri, params Migration[] migrations) => ApplyAsync(uri, null, migrations);

    public static Task<IReadOnlyList<string>> ApplyAsync(string uri, string? workerPassword, params Migration[] migrations) =>
        Schema.MigrateAsync(QueueUri.Parse(uri), workerPassword, migrations, Program, TestContext.Current.CancellationToken);
}
