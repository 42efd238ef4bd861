using System.Text.Json.Serialization;

namespace ParallelJobs.Queue.Postgres.Wire;

/// <summary>The messages of the exchange, and a job's definition as the ledger keeps it, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ReportMessage))]
[JsonSerializable(typeof(ReplyMessage))]
[JsonSerializable(typeof(WorkerCounters))]
[JsonSerializable(typeof(JobDefinition))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
