using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Crd;

/// <summary>The CustomResourceDefinition of ParallelJob, made from <see cref="JobSchema"/> and <see cref="CrdRules"/>. Pure.</summary>
public static class CustomResource
{
    /// <summary>The name of the object.</summary>
    public const string Name = $"{ParallelJob.Plural}.{ParallelJob.Group}";

    /// <summary>As YAML for <c>kubectl apply</c>, the same for the same schema to the byte, lines ended by a line feed.</summary>
    /// <param name="withRules">
    /// False for API servers before 1.25, which have no CEL: all that rules say is left to the operator, but for the job's name.
    /// </param>
    public static string Yaml(bool withRules) =>
        $"# Generated from {typeof(JobSchema).FullName} by {typeof(CustomResource).FullName}: change those, then run the tests with UPDATE_GOLDEN=1.\n"
        + YamlText.Of(Definition(withRules));

    private static JsonObject Definition(bool withRules) => new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = Name },
        ["spec"] = new JsonObject
        {
            ["group"] = ParallelJob.Group,
            ["scope"] = "Namespaced",
            ["names"] = Names(),
            ["versions"] = new JsonArray(Version(withRules)),
        },
    };

    private static JsonObject Names() => new()
    {
        ["kind"] = ParallelJob.KindName,
        ["listKind"] = $"{ParallelJob.KindName}List",
        ["plural"] = ParallelJob.Plural,
        ["singular"] = "paralleljob",
        ["shortNames"] = new JsonArray("pj"),
        ["categories"] = new JsonArray("all", "batch"),
    };

    private static JsonObject Version(bool withRules) => new()
    {
        ["name"] = ParallelJob.Version,
        ["served"] = true,
        ["storage"] = true,
        ["subresources"] = new JsonObject
        {
            ["status"] = new JsonObject(),
            ["scale"] = new JsonObject
            {
                ["specReplicasPath"] = ".spec.workers.replicas",
                ["statusReplicasPath"] = ".status.workers.replicas",
                ["labelSelectorPath"] = ".status.workers.selector",
            },
        },
        ["additionalPrinterColumns"] = PrinterColumns.ToJson(),
        ["schema"] = new JsonObject { ["openAPIV3Schema"] = Schema(withRules) },
    };

    private static JsonObject Schema(bool withRules)
    {
        var schemas = new OpenApiSchema(withRules ? CrdRules.All : []);
        var properties = new JsonObject();
        foreach (var field in JobSchema.Job.Fields)
        {
            properties[field.Name] = field.Name switch
            {
                "apiVersion" or "kind" => new JsonObject { ["description"] = field.Schema.Description, ["type"] = "string" },
                "metadata" => Metadata(schemas, withRules),
                _ => schemas.Of(field.Schema, field.Name),
            };
        }

        var schema = new JsonObject
        {
            ["description"] = JobSchema.Job.Description,
            ["type"] = "object",
            ["required"] = new JsonArray("spec"),
            ["properties"] = properties,
        };
        if (withRules)
        {
            schema["x-kubernetes-validations"] = schemas.RulesOf("");
        }

        return schema;
    }

    /// <summary>The server has a schema of its own for it, and lets nothing but the name be narrowed. A rule says better what is wrong.</summary>
    private static JsonObject Metadata(OpenApiSchema schemas, bool withRules)
    {
        var metadata = new JsonObject { ["type"] = "object" };
        if (!withRules)
        {
            metadata["properties"] = new JsonObject { ["name"] = schemas.Of(JobSchema.Metadata.Find("name")!, "metadata.name") };
        }

        return metadata;
    }
}
