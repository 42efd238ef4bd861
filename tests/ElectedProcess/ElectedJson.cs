using System.Text.Json.Serialization;

namespace ParallelJobs.ElectedProcess;

[JsonSerializable(typeof(ElectedOptions))]
internal sealed partial class ElectedJson : JsonSerializerContext;
