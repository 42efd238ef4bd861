using System.Runtime.CompilerServices;
using System.Text.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;

namespace ParallelJobs.Cli.Clusters.Checks;

/// <summary>Looks at a cluster from the outside in, and ends where looking further makes no sense.</summary>
/// <param name="session">The cluster.</param>
/// <param name="everywhere">Jobs of all namespaces.</param>
/// <param name="operatorNamespace">Where the operator is; null to look for it.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterChecks(ClusterSession session, bool everywhere, string? operatorNamespace, TimeProvider time)
{
    private const string Chart = "install the chart parallel-job-operator, or its CRD alone: kubectl apply --server-side -f crd.yaml";

    /// <summary>Before it the API server has no rules (CEL) in a CRD.</summary>
    private static readonly Version Rules = new(1, 25);

    private static readonly (string Verb, string Group, string Resource, string? Subresource, bool IsNeeded, string For)[] Rights =
    [
        ("get", ParallelJob.Group, ParallelJob.Plural, null, true, "everything"),
        ("list", ParallelJob.Group, ParallelJob.Plural, null, true, "list, top"),
        ("watch", ParallelJob.Group, ParallelJob.Plural, null, true, "wait, watch, submit --wait"),
        ("create", ParallelJob.Group, ParallelJob.Plural, null, false, "submit"),
        ("patch", ParallelJob.Group, ParallelJob.Plural, null, false, "submit, suspend, resume, scale, cancel, retry"),
        ("delete", ParallelJob.Group, ParallelJob.Plural, null, false, "delete"),
        ("get", "", "configmaps", null, false, "results that are long"),
        ("list", "", "pods", null, false, "status, logs"),
        ("get", "", "pods", "log", false, "logs"),
        ("list", "events.k8s.io", "events", null, false, "status"),
    ];

    /// <exception cref="KubernetesException">The server is not there, or lets nobody in.</exception>
    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await VersionAsync(cancellationToken);
        var definition = await DefinitionAsync(cancellationToken);
        yield return definition;
        yield return await NamespaceAsync(cancellationToken);
        await foreach (var right in RightsAsync(cancellationToken))
        {
            yield return right;
        }

        foreach (var lease in await TryAsync("operator", () => LeasesAsync(cancellationToken)))
        {
            yield return lease;
        }

        if (definition.Level != FindingLevel.Fail)
        {
            foreach (var job in await TryAsync("jobs", () => JobsAsync(cancellationToken)))
            {
                yield return job;
            }
        }
    }

    private async Task<Finding> VersionAsync(CancellationToken cancellationToken)
    {
        var answer = await ReadAsync("version", cancellationToken);
        var text = answer.TryGetProperty("gitVersion", out var version) ? version.GetString() ?? "" : "";
        return Version.TryParse(text.TrimStart('v').Split('-', '+')[0], out var parsed) && parsed < Rules
            ? Finding.Warn("server", $"Kubernetes {text}: it has no rules in CRDs", "nothing; what a rule would refuse at once, the operator reports as a condition")
            : Finding.Ok("server", $"Kubernetes {text}");
    }

    private async Task<Finding> DefinitionAsync(CancellationToken cancellationToken)
    {
        const string About = "CRD";
        try
        {
            var group = await ReadAsync($"apis/{ParallelJob.Group}/{ParallelJob.Version}", cancellationToken);
            string?[] served = [.. group.GetProperty("resources").EnumerateArray().Select(one => one.GetProperty("name").GetString())];
            string[] missing = [.. new[] { ParallelJob.Plural, ParallelJob.Plural + "/status", ParallelJob.Plural + "/scale" }.Except(served)!];
            return missing.Length == 0
                ? Finding.Ok(About, $"{ParallelJob.Plural}.{ParallelJob.Group} is served as {ParallelJob.Version}")
                : Finding.Fail(About, $"{ParallelJob.ApiVersionName} is served without {string.Join(" and ", missing)}", "apply the CRD of this release again");
        }
        catch (KubernetesException missing) when (missing.IsNotFound)
        {
            return Finding.Fail(About, $"the cluster does not serve {ParallelJob.ApiVersionName}", Chart);
        }
    }

    private async Task<Finding> NamespaceAsync(CancellationToken cancellationToken)
    {
        const string About = "namespace";
        try
        {
            var found = await session.Client.FindAsync<Namespace>(null, session.Namespace, cancellationToken);
            return found is null ? Finding.Fail(About, $"there is no namespace {session.Namespace}", "name another with --namespace, or create it")
                : found.Metadata.DeletionTimestamp is not null ? Finding.Fail(About, $"{session.Namespace} is being deleted", "name another with --namespace")
                : Finding.Ok(About, session.Namespace);
        }
        catch (KubernetesException refused) when (refused.IsForbidden)
        {
            return Finding.Warn(About, $"this user may not look whether {session.Namespace} exists", "nothing, if jobs can be listed");
        }
    }

    /// <summary>One line for all that is allowed, and one for each that is not.</summary>
    private async IAsyncEnumerable<Finding> RightsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string About = "permissions";
        var place = everywhere ? null : session.Namespace;
        var allowed = 0;
        foreach (var (verb, group, resource, subresource, isNeeded, use) in Rights)
        {
            var question = new AccessAttributes { Namespace = place, Verb = verb, Group = group, Resource = resource, Subresource = subresource };
            if (await session.MayAsync(question, cancellationToken))
            {
                allowed++;
                continue;
            }

            var message = $"this user may not {verb} {resource}{(subresource is null ? "" : $"/{subresource}")} in {Where}, as these need: {use}";
            const string Fix = "ask an administrator for a role";
            yield return isNeeded ? Finding.Fail(About, message, Fix) : Finding.Warn(About, message, Fix);
        }

        if (allowed == Rights.Length)
        {
            yield return Finding.Ok(About, $"all that {ProgramName.Shown} does in {Where}");
        }
    }

    private async Task<IEnumerable<Finding>> LeasesAsync(CancellationToken cancellationToken)
    {
        var leases = await session.Client.ListAsync<Lease>(new Selection(operatorNamespace, Fields: $"metadata.name={OperatorLease.Name}"), cancellationToken);
        return LeaseCheck.Of(leases.Items, time.GetUtcNow());
    }

    private async Task<IEnumerable<Finding>> JobsAsync(CancellationToken cancellationToken) =>
        JobCheck.Of(await session.ListJobsAsync(everywhere, labels: null, cancellationToken), Where);

    private string Where => everywhere ? "all namespaces" : $"namespace {session.Namespace}";

    private static async Task<IEnumerable<Finding>> TryAsync(string about, Func<Task<IEnumerable<Finding>>> check)
    {
        try
        {
            return await check();
        }
        catch (KubernetesException refused) when (refused.IsForbidden)
        {
            var fix = about == "operator" ? "name the operator's namespace with --operator-namespace, if that one may be seen" : "ask an administrator for a role";
            return [Finding.Warn(about, $"not seen: {refused.ServerMessage ?? refused.Message}", fix)];
        }
    }

    private async Task<JsonElement> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = await session.Client.OpenAsync(path, cancellationToken);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return document.RootElement.Clone();
    }
}
