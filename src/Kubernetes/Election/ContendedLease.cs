using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Election;

/// <summary>
/// The lease as one contender reads and writes it: each write only onto the version that was seen. For one caller at a time;
/// <see cref="Seen"/> may be read by all. Throws what the client throws.
/// </summary>
internal sealed class ContendedLease(KubernetesClient client, LeaderElectorOptions options, TimeProvider time)
{
    private const int MostReleases = 3;
    private volatile LeaseSighting _seen = LeaseSighting.None;
    private bool _isFresh;
    private int? _claimed;

    public LeaseSighting Seen => _seen;

    /// <summary>
    /// Reads the lease, if need be, and takes or renews it where it may. When somebody else wrote it meanwhile it is read, and decided upon, once
    /// more.
    /// </summary>
    /// <param name="epoch">Of our leadership, null while we do not lead.</param>
    public async Task<LeaseAttempt> TryAsync(int? epoch, CancellationToken cancellationToken)
    {
        try
        {
            return await TryOnceAsync(epoch, cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsConflict || exception.IsNotFound)
        {
            return await TryOnceAsync(epoch, cancellationToken);
        }
    }

    /// <summary>Takes our name out of the lease, if it is still in it; also when we cannot know, because a write of it got no answer.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; _claimed is { } epoch; attempt++)
        {
            await LookAsync(cancellationToken);
            try
            {
                if (_seen.Lease is { } lease && ElectionRules.IsOurs(_seen, options.Identity, epoch))
                {
                    See(await client.ReplaceAsync(ElectionRules.Released(lease, time.GetUtcNow()), cancellationToken: cancellationToken));
                }

                _claimed = null;
            }
            catch (KubernetesException exception) when (exception.IsConflict && attempt < MostReleases)
            {
                // A renewal that was given up arrived after all.
            }
        }
    }

    private async Task<LeaseAttempt> TryOnceAsync(int? epoch, CancellationToken cancellationToken)
    {
        // What we have not written ourselves may have changed, and so may what we have written with no answer.
        if (epoch is null || !_isFresh)
        {
            await LookAsync(cancellationToken);
        }

        var step = ElectionRules.Decide(_seen, options.Identity, epoch, time.Monotonic());
        var startedAt = time.Monotonic();
        if (step is ElectionStep.Take or ElectionStep.Renew)
        {
            _claimed = epoch ?? _seen.Epoch + 1;
            await ClaimAsync(_claimed.Value, cancellationToken);
        }

        return new LeaseAttempt(step, startedAt, _seen.Epoch);
    }

    private async Task ClaimAsync(int epoch, CancellationToken cancellationToken)
    {
        var claimed = ElectionRules.Claimed(_seen, options, epoch, time.GetUtcNow());
        _isFresh = false;
        See(_seen.Lease is null
            ? await client.CreateAsync(claimed, cancellationToken: cancellationToken)
            : await client.ReplaceAsync(claimed, cancellationToken: cancellationToken));
    }

    private async Task LookAsync(CancellationToken cancellationToken) =>
        See(await client.FindAsync<Lease>(options.Namespace, options.Name, cancellationToken));

    private void See(Lease? lease)
    {
        _seen = _seen.Then(lease, options, time.Monotonic());
        _isFresh = true;
    }
}
