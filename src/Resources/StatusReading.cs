using System.Text.Json;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Resources;

/// <summary>What a resource's status says. Pure. Nobody but operators writes it; what cannot be read is as if it were not there.</summary>
public static class StatusReading
{
    public static ParallelJobStatus Of(JobResource resource)
    {
        try
        {
            return resource.Status?.Deserialize(ContractsJsonContext.Default.ParallelJobStatus) ?? new ParallelJobStatus();
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            return new ParallelJobStatus();
        }
    }

    public static JsonElement ToJson(this ParallelJobStatus status) =>
        JsonSerializer.SerializeToElement(status, ContractsJsonContext.Default.ParallelJobStatus);
}
