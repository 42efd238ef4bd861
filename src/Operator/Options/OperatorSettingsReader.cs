using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ParallelJobs.Operator.Reconcile.Act;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Operator.Options;

/// <summary>
/// Reads the environment. Each variable NAME may be given as NAME_FILE instead, a path whose content, trimmed, is the value. All that is wrong is
/// said at once.
/// </summary>
internal sealed class OperatorSettingsReader(Func<string, string?> environment)
{
    private const int PostgresPort = 5432;
    private const int ShortestKey = 32;

    private readonly List<string> _problems = [];

    /// <summary>Null when there are problems.</summary>
    public OperatorSettings? Read(out ImmutableArray<string> problems)
    {
        var queue = Uri("PARALLELJOB_QUEUE", "the queue's URI, as its owner: postgres://user:password@host/database");
        var workers = Required("PARALLELJOB_WORKER_QUEUE", "the queue's URI for workers: postgres://paralleljobs_worker:password@host/database");
        var workerUri = workers is null ? null : Parsed("PARALLELJOB_WORKER_QUEUE", workers);
        var key = Key();
        var image = Required("PARALLELJOB_WORKER_IMAGE", "the image of workers");
        var place = Required("PARALLELJOB_NAMESPACE", "the operator's own namespace");
        var settings = new OperatorSettings
        {
            Options = new OperatorOptions
            {
                Namespace = place ?? "",
                Identity = Optional("PARALLELJOB_IDENTITY") ?? Guid.NewGuid().ToString(),
                Namespaces = Words("PARALLELJOB_NAMESPACES"),
                ManagedBy = Optional("PARALLELJOB_MANAGED_BY") ?? Contracts.Defaults.SpecDefaults.ManagedBy,
                WorkerImage = image ?? "",
                AllowedImages = Words("PARALLELJOB_ALLOWED_IMAGES"),
                MaxReplicasPerJob = Number("PARALLELJOB_MAX_REPLICAS_PER_JOB", 1000, 1, 1_000_000),
                MaxTotalWorkers = Number("PARALLELJOB_MAX_TOTAL_WORKERS", 200, 1, 1_000_000),
                Concurrency = Number("PARALLELJOB_CONCURRENCY", 4, 1, 64),
            },
            Queue = queue!,
            WorkerQueue = new WorkerQueue(workers ?? "", workerUri?.Port ?? PostgresPort, Flag("PARALLELJOB_NETWORK_POLICY", otherwise: true), Peers()),
            OwnerKey = key ?? [],
            HealthPort = Number("PARALLELJOB_HEALTH_PORT", 8081, 0, 65_535),
            LogLevel = Choice("PARALLELJOB_LOG_LEVEL", LogLevel.Information),
            LogFormat = Choice("PARALLELJOB_LOG_FORMAT", LogFormat.Json),
        };
        problems = [.. _problems];
        return _problems.Count == 0 ? settings : null;
    }

    private string? Optional(string name)
    {
        if (environment(name) is { Length: > 0 } value)
        {
            return value;
        }

        if (environment(name + "_FILE") is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"{name}_FILE: {path} cannot be read: {exception.Message}");
            return null;
        }
    }

    private string? Required(string name, string what)
    {
        var before = _problems.Count;
        var value = Optional(name);
        if (value is null && _problems.Count == before)
        {
            _problems.Add($"{name}: is not set; set it, or {name}_FILE, to {what}");
        }

        return value;
    }

    private QueueUri? Uri(string name, string what) => Required(name, what) is { } text ? Parsed(name, text) : null;

    private QueueUri? Parsed(string name, string text)
    {
        try
        {
            return QueueUri.Parse(text);
        }
        catch (FormatException exception)
        {
            _problems.Add($"{name}: {exception.Message}");
            return null;
        }
    }

    private byte[]? Key()
    {
        if (Required("PARALLELJOB_OWNER_KEY", "at least 64 hexadecimal digits, from which the secrets of jobs are made; keep it for as long as jobs run") is not { } text)
        {
            return null;
        }

        if (text.Length >= 2 * ShortestKey && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
        {
            return Convert.FromHexString(text);
        }

        _problems.Add("PARALLELJOB_OWNER_KEY: is not at least 64 hexadecimal digits; make one with: openssl rand -hex 32");
        return null;
    }

    private int Number(string name, int otherwise, int least, int most)
    {
        if (Optional(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _problems.Add($"{name}: '{text}' is no whole number from {least} to {most}");
        return otherwise;
    }

    private T Choice<T>(string name, T otherwise)
        where T : struct, Enum
    {
        if (Optional(name) is not { } text)
        {
            return otherwise;
        }

        // By name only: a number would be taken for any value.
        if (text.All(char.IsAsciiLetter) && Enum.TryParse<T>(text, ignoreCase: true, out var choice))
        {
            return choice;
        }

        _problems.Add($"{name}: '{text}' is none of {string.Join(", ", Enum.GetNames<T>().Select(each => each.ToLowerInvariant()))}");
        return otherwise;
    }

    private bool Flag(string name, bool otherwise)
    {
        if (Optional(name) is not { } text)
        {
            return otherwise;
        }

        if (text is "true" or "false")
        {
            return text is "true";
        }

        _problems.Add($"{name}: '{text}' is neither true nor false");
        return otherwise;
    }

    private ImmutableArray<string> Words(string name) =>
        [.. (Optional(name) ?? "").Split([',', '\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private JsonArray? Peers()
    {
        if (Optional("PARALLELJOB_NETWORK_POLICY_PEERS") is not { } text)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text) as JsonArray ?? throw new JsonException("it is no array");
        }
        catch (JsonException exception)
        {
            _problems.Add($"PARALLELJOB_NETWORK_POLICY_PEERS: is no JSON array of NetworkPolicyPeers: {exception.Message}");
            return null;
        }
    }
}
