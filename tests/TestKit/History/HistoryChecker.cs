namespace ParallelJobs.TestKit.History;

/// <summary>
/// Says what is wrong with a history, knowing nothing of how a ledger works: one cell a position, and each event done to the cells. For jobs of
/// so many leaves that this fits into memory. For one thread, and one history.
/// </summary>
public sealed class HistoryChecker
{
    private const int MostSentences = 20;

    private readonly HistoryEnd _end;
    private readonly Guid[] _holder;
    private readonly bool[] _settled;
    private readonly bool[] _folded;
    private readonly Dictionary<Guid, Guid> _incarnations = [];
    private readonly Dictionary<Guid, long> _sequences = [];
    private readonly List<HistoryEvent> _grantsOfReport = [];
    private readonly List<string> _wrong = [];

    // By transaction, since folds write beside the exchanges.
    private readonly Dictionary<long, HistoryEvent> _settling = [];

    private HistoryChecker(HistoryEnd end)
    {
        _end = end;
        _holder = new Guid[end.Leaves];
        _settled = new bool[end.Leaves];
        _folded = new bool[end.Leaves];
    }

    /// <returns>A sentence for each fault, the first twenty; none when all is as it must be.</returns>
    public static IReadOnlyList<string> Check(IEnumerable<HistoryEvent> events, HistoryEnd end)
    {
        var checker = new HistoryChecker(end);
        foreach (var each in events)
        {
            checker.Follow(each);
        }

        foreach (var transaction in checker._settling.Keys)
        {
            checker.ExpectNothingUnderWay(transaction);
        }

        checker.CheckEnd();
        return [.. checker._wrong.Take(MostSentences)];
    }

    private void Follow(HistoryEvent each)
    {
        if (each.Kind != HistoryKind.Taken)
        {
            ExpectNothingUnderWay(each.Transaction);
        }

        switch (each.Kind)
        {
            case HistoryKind.Granted:
                Grant(each);
                break;
            case HistoryKind.Settled:
                _settling.Add(each.Transaction, each);
                break;
            case HistoryKind.Taken:
                Take(each);
                break;
            case HistoryKind.Reported:
                Report(each);
                break;
            case HistoryKind.Forgotten:
                _wrong.Add($"{each.Incarnation} was forgotten, and could report from the beginning again");
                break;
            case HistoryKind.Folded:
                ForEach(each.Positions, position => Mark(_folded, position, "was folded twice"));
                break;
        }
    }

    private void Grant(HistoryEvent grant)
    {
        if (grant.Sequence <= _sequences.GetValueOrDefault(grant.Incarnation))
        {
            _wrong.Add($"{grant.Token} was granted to report {grant.Sequence} of {grant.Incarnation}, which had been answered");
        }

        if (!_incarnations.TryAdd(grant.Token, grant.Incarnation))
        {
            _wrong.Add($"{grant.Token} was granted twice");
        }

        _grantsOfReport.Add(grant);
        ForEach(grant.Positions, position =>
        {
            if (_holder[position] != Guid.Empty)
            {
                _wrong.Add($"position {position} went out under {grant.Token} while it was out under {_holder[position]}");
            }

            if (_settled[position])
            {
                _wrong.Add($"position {position} went out under {grant.Token} after it was settled");
            }

            _holder[position] = grant.Token;
        });
    }

    private void Take(HistoryEvent taken)
    {
        if (_incarnations.GetValueOrDefault(taken.Token) != taken.Incarnation)
        {
            _wrong.Add($"{taken.Token} was never granted to {taken.Incarnation}, which lost it");
        }

        ForEach(taken.Positions, position =>
        {
            if (_holder[position] != taken.Token)
            {
                _wrong.Add($"position {position} was taken from {taken.Token}, which did not hold it");
            }
        });
        if (_settling.Remove(taken.Transaction, out var settled))
        {
            Settle(settled, taken);
        }

        ForEach(taken.Positions, position => _holder[position] = Guid.Empty);
    }

    private void Settle(HistoryEvent settled, HistoryEvent taken)
    {
        ForEach(settled.Positions, position =>
        {
            if (_holder[position] != taken.Token || !taken.Positions.Any(range => range.First <= position && position < range.End))
            {
                _wrong.Add($"position {position} was settled under {taken.Token}, which did not give it");
            }

            Mark(_settled, position, "was settled twice");
        });
    }

    private void Report(HistoryEvent report)
    {
        if (report.Sequence <= _sequences.GetValueOrDefault(report.Incarnation))
        {
            _wrong.Add($"report {report.Sequence} of {report.Incarnation} came after report {_sequences[report.Incarnation]}");
        }

        _wrong.AddRange(_grantsOfReport
            .Where(grant => (grant.Transaction, grant.Incarnation, grant.Sequence) != (report.Transaction, report.Incarnation, report.Sequence))
            .Select(grant => $"{grant.Token} was granted to no report"));
        _grantsOfReport.Clear();
        _sequences[report.Incarnation] = report.Sequence;
    }

    private void ExpectNothingUnderWay(long transaction)
    {
        if (_settling.Remove(transaction, out var settled))
        {
            _wrong.Add($"{{{string.Join(',', settled.Positions)}}} was settled and left no lease");
        }
    }

    /// <summary>Every position is in one place, and the rows say of each what the history says.</summary>
    private void CheckEnd()
    {
        _wrong.AddRange(_grantsOfReport.Select(grant => $"{grant.Token} was granted to no report"));
        var places = new int[_end.Leaves];
        foreach (var place in new[] { _end.Done, _end.Leased, _end.Pending, _end.Dead, [new HistoryRange(_end.Next, _end.Leaves)] })
        {
            ForEach(place, position => places[position]++);
        }

        var (done, leased) = (Cells(_end.Done), Cells(_end.Leased));
        for (var position = 0; position < _end.Leaves && _wrong.Count < MostSentences; position++)
        {
            if (places[position] != 1)
            {
                _wrong.Add($"position {position} is in {places[position]} places");
            }

            if (done[position] != _settled[position])
            {
                _wrong.Add($"position {position} is done: {done[position]}; it was settled: {_settled[position]}");
            }

            if (leased[position] != (_holder[position] != Guid.Empty))
            {
                _wrong.Add($"position {position} is leased: {leased[position]}; it is out: {!leased[position]}");
            }
        }
    }

    private bool[] Cells(IReadOnlyList<HistoryRange> ranges)
    {
        var cells = new bool[_end.Leaves];
        ForEach(ranges, position => cells[position] = true);
        return cells;
    }

    private void Mark(bool[] cells, long position, string whenMarked)
    {
        if (cells[position])
        {
            _wrong.Add($"position {position} {whenMarked}");
        }

        cells[position] = true;
    }

    private void ForEach(IReadOnlyList<HistoryRange> ranges, Action<long> act)
    {
        foreach (var range in ranges)
        {
            if (range.First < 0 || range.End > _end.Leaves)
            {
                _wrong.Add($"{range} is not within {_end.Leaves} leaves");
                continue;
            }

            for (var position = range.First; position < range.End; position++)
            {
                act(position);
            }
        }
    }
}
