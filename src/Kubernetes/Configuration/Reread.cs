namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>
/// What files say, which others replace while this runs: read again once a minute, and whenever asked. The same content is the same object. Files
/// that are missing or wrong may be in the middle of being replaced, so what they last said holds on. Safe for use by several threads.
/// </summary>
internal sealed class Reread<T>(Func<IReadOnlyList<byte[]>, T> parse, TimeProvider time, params Material[] sources)
    where T : class
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private volatile Reading? _last;

    /// <exception cref="ClusterConfigException">They have never been right.</exception>
    public T Current => _last is { } last && time.GetElapsedTime(last.At) < Period ? last.Value : Again();

    /// <exception cref="ClusterConfigException">They have never been right.</exception>
    public T Again()
    {
        var before = _last;
        try
        {
            var at = time.GetTimestamp();
            byte[][] content = [.. sources.Select(source => source.Read())];
            var value = before is not null && before.Has(content) ? before.Value : parse(content);
            lock (_lock)
            {
                _last = new(content, _last is { } other && other.Has(content) ? other.Value : value, at);
                return _last.Value;
            }
        }
        catch (ClusterConfigException) when (before is not null)
        {
            return before.Value;
        }
    }

    private sealed class Reading(byte[][] content, T value, long at)
    {
        public T Value => value;

        public long At => at;

        public bool Has(byte[][] other) => content.Zip(other).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
    }
}
