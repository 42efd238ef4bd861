using Npgsql;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.History;

/// <summary>
/// Writes down what happens to a ledger's rows, by triggers in a database of the test's own. In the same transactions as what they tell of: what
/// a crash undoes is undone in the history, too.
/// </summary>
public sealed class LedgerHistory(PostgresServer server, string database)
{
    private const string Triggers = """
        create schema test_history;
        create table test_history.event (
            number bigint generated always as identity primary key,
            transaction xid8 not null default pg_current_xact_id(),
            job uuid not null,
            kind text not null,
            token uuid,
            incarnation uuid,
            sequence bigint,
            positions int8multirange not null default '{}');
        create index on test_history.event (job, number);

        create function test_history.lease_changed() returns trigger language plpgsql as $$
        declare
            before int8multirange := '{}';
            after int8multirange := '{}';
        begin
            if tg_op <> 'INSERT' then before := old.remaining; end if;
            if tg_op <> 'DELETE' then after := new.remaining; end if;
            if tg_op <> 'INSERT' then
                insert into test_history.event (job, kind, token, incarnation, sequence, positions)
                values (old.job, 'Taken', old.token, old.incarnation, old.sequence, before - after);
            end if;
            if not after <@ before then
                insert into test_history.event (job, kind, token, incarnation, sequence, positions)
                values (new.job, 'Granted', new.token, new.incarnation, new.sequence, after - before);
            end if;
            return null;
        end $$;
        create trigger history after insert or update or delete on paralleljobs.lease
            for each row execute function test_history.lease_changed();

        create function test_history.partial_changed() returns trigger language plpgsql as $$
        begin
            if tg_op <> 'INSERT' then
                insert into test_history.event (job, kind, positions) values (old.job, 'Folded', old.done);
            end if;
            if tg_op <> 'DELETE' then
                insert into test_history.event (job, kind, positions) values (new.job, 'Settled', new.done);
            end if;
            return null;
        end $$;
        create trigger history after insert or update or delete on paralleljobs.partial
            for each row execute function test_history.partial_changed();

        create function test_history.worker_changed() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' then
                insert into test_history.event (job, kind, incarnation) values (old.job, 'Forgotten', old.incarnation);
            else
                insert into test_history.event (job, kind, incarnation, sequence)
                values (new.job, 'Reported', new.incarnation, new.sequence);
            end if;
            return null;
        end $$;
        create trigger history after insert or delete on paralleljobs.worker
            for each row execute function test_history.worker_changed();
        create trigger history_of_reports after update on paralleljobs.worker
            for each row when (old.sequence <> new.sequence) execute function test_history.worker_changed();
        """;

    private const string Events = """
        select kind, transaction::text, coalesce(token, '00000000-0000-0000-0000-000000000000'),
            coalesce(incarnation, '00000000-0000-0000-0000-000000000000'), coalesce(sequence, 0), positions::text
        from test_history.event where job = $1 order by number
        """;

    private const string End = """
        select j.leaves, c.next_position,
            ((select covered from paralleljobs.result where job = $1)
                + coalesce((select range_agg(r) from paralleljobs.partial, unnest(done) r where job = $1), '{}'))::text,
            coalesce((select range_agg(r) from paralleljobs.lease, unnest(remaining) r where job = $1), '{}')::text,
            coalesce((select range_agg(range) from paralleljobs.pending where job = $1), '{}')::text,
            coalesce((select range_agg(range) from paralleljobs.dead where job = $1), '{}')::text
        from paralleljobs.job j join paralleljobs.cursor c on c.job = j.id where j.id = $1
        """;

    /// <summary>From now on. The schema must be there, and no job be running.</summary>
    public Task InstallAsync(CancellationToken cancellationToken) => server.ExecuteAsync(database, Triggers, cancellationToken);

    /// <summary>What is wrong with the history of a job; nothing runs meanwhile.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(Guid job, CancellationToken cancellationToken)
    {
        var events = await ReadAsync(Events, job, Event, cancellationToken);
        var end = await ReadAsync(End, job, EndOf, cancellationToken);
        return HistoryChecker.Check(events, end[0]);
    }

    private async Task<List<T>> ReadAsync<T>(string query, Guid job, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(database, cancellationToken);
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new() { Value = job } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        List<T> all = [];
        while (await rows.ReadAsync(cancellationToken))
        {
            all.Add(read(rows));
        }

        return all;
    }

    private static HistoryEvent Event(NpgsqlDataReader row) => new(
        Enum.Parse<HistoryKind>(row.GetString(0)),
        long.Parse(row.GetString(1), System.Globalization.CultureInfo.InvariantCulture),
        row.GetGuid(2),
        row.GetGuid(3),
        row.GetInt64(4),
        HistoryRange.Parse(row.GetString(5)));

    private static HistoryEnd EndOf(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        HistoryRange.Parse(row.GetString(2)),
        HistoryRange.Parse(row.GetString(3)),
        HistoryRange.Parse(row.GetString(4)),
        HistoryRange.Parse(row.GetString(5)));
}
