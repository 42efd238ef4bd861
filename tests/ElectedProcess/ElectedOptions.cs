using System.Text.Json;
using System.Text.Json.Serialization;
using ParallelJobs.Kubernetes.Election;

namespace ParallelJobs.ElectedProcess;

/// <summary>What the process is told, as JSON in its one argument. Times are in seconds.</summary>
public sealed record ElectedOptions
{
    public required Uri Server { get; init; }

    public required string Token { get; init; }

    /// <summary>PEM of who issued the server's certificate.</summary>
    public required string Authority { get; init; }

    /// <summary>In it are the lease, and the config map in which leaders count, both of the name "role".</summary>
    public required string Namespace { get; init; }

    public required string Identity { get; init; }

    public double LeaseDuration { get; init; } = 15;

    public double RenewDeadline { get; init; } = 10;

    public double RetryPeriod { get; init; } = 2;

    /// <summary>After so many writes it stops itself where it is, between two of them, as SIGSTOP does; null for never.</summary>
    public int? FreezeAfter { get; init; }

    [JsonIgnore]
    public string Argument => JsonSerializer.Serialize(this, ElectedJson.Default.ElectedOptions);

    public static ElectedOptions Parse(string argument) => JsonSerializer.Deserialize(argument, ElectedJson.Default.ElectedOptions)!;

    internal LeaderElectorOptions Election => new()
    {
        Namespace = Namespace,
        Name = ElectedWork.Name,
        Identity = Identity,
        LeaseDuration = TimeSpan.FromSeconds(LeaseDuration),
        RenewDeadline = TimeSpan.FromSeconds(RenewDeadline),
        RetryPeriod = TimeSpan.FromSeconds(RetryPeriod),
    };
}
