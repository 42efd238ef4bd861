using System.Reflection;
using ParallelJobs.Contracts.Crd;

namespace ParallelJobs.Contracts.Tests.Crd;

/// <summary>The chart's CRDs are what the schema says. <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
public sealed class GoldenTests
{
    private static string Files { get; } = typeof(GoldenTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ChartFiles").Value!;

    [Theory]
    [InlineData("crd.yaml", true)]
    [InlineData("crd-without-cel.yaml", false)]
    public void The_chart_has_the_resource_that_the_schema_says(string file, bool withRules)
    {
        var path = Path.Combine(Files, file);
        var generated = CustomResource.Yaml(withRules);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, generated);
        }

        Assert.True(generated == File.ReadAllText(path), $"{path} is not what is generated: run the tests with UPDATE_GOLDEN=1 and look at the difference");
    }
}
