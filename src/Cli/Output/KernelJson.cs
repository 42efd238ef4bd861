using System.Text.Json;
using ParallelJobs.Contracts.Kernels;

namespace ParallelJobs.Cli.Output;

/// <summary>Kernels for programs.</summary>
internal static class KernelJson
{
    public static void Write(Utf8JsonWriter json, IEnumerable<KernelDescriptor> kernels)
    {
        json.WriteStartArray("kernels");
        foreach (var kernel in kernels)
        {
            json.WriteStartObject();
            Write(json, kernel);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, KernelDescriptor kernel)
    {
        json.WriteString("name", kernel.Name);
        json.WriteString("summary", kernel.Summary);
        json.WriteString("items", kernel.Items);
        json.WriteNumber("revision", kernel.Revision);
        json.WriteNumber("defaultLeafSize", kernel.DefaultLeafSize);
        WriteTexts(json, "reducers", kernel.Reducers.Select(name => name.ToString()));
        json.WriteStartArray("parameters");
        foreach (var parameter in kernel.Parameters)
        {
            json.WriteStartObject();
            Write(json, parameter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, KernelParameter parameter)
    {
        json.WriteString("name", parameter.Name);
        json.WriteString("type", parameter.Type.ToString());
        json.WriteString("summary", parameter.Summary);
        json.WriteString("default", parameter.Default);
        json.WriteString("defaultSummary", parameter.DefaultSummary);

        // Bounds may pass what a JSON number holds exactly, so they are texts, as the values of parameters are.
        var (least, most) = KernelText.BoundsOf(parameter);
        json.WriteString("minimum", least);
        json.WriteString("maximum", most);
        WriteTexts(json, "choices", parameter.Choices);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
