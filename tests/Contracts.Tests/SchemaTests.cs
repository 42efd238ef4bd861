using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Tests;

public sealed class SchemaTests
{
    public static TheoryData<string> Paths => [.. SchemaWalk.All(JobSchema.Job, "job").Select(found => found.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_field_is_described_and_bounded(string path)
    {
        var schema = SchemaWalk.All(JobSchema.Job, "job").First(found => found.Path == path).Schema;
        Assert.EndsWith(".", schema.Description);
        var isBounded = schema.Type switch
        {
            FieldType.Object => schema.Fields.Length > 0,
            FieldType.Map => schema is { MaxItems: > 0, MaxLength: > 0, Form: not null, Element: not null },
            FieldType.List => schema.MaxItems >= Math.Max(1, schema.MinItems) && schema.Element is not null,
            FieldType.Text => schema.MaxLength >= Math.Max(1, schema.MinLength),
            FieldType.Choice => schema.Choices.Length > 0,
            FieldType.Integer => schema.Maximum > schema.Minimum && schema.Maximum <= long.MaxValue,
            FieldType.WholeNumber => schema.Maximum > schema.Minimum && schema.Form is not null,
            FieldType.Quantity => schema is { MaxLength: > 0, Form: not null },
            _ => true,
        };
        Assert.True(isBounded, $"{path} has no bounds");
    }

    [Fact]
    public void Every_field_of_the_schema_comes_back_from_the_records()
    {
        var written = SchemaWalk.Full(JobSchema.Job, 0);
        var job = written.Deserialize(ContractsJsonContext.Strict.ParallelJob)!;
        var read = JsonSerializer.SerializeToNode(job, ContractsJsonContext.Default.ParallelJob);
        Assert.Equal(Normal(written), Normal(read!));
    }

    [Fact]
    public void Every_property_of_the_records_stands_in_the_schema()
    {
        var missing = new List<string>();
        Compare(ContractsJsonContext.Default.ParallelJob, JobSchema.Job, "job", missing);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_name_of_a_list_is_a_field_of_its_entries()
    {
        var wrong = SchemaWalk.All(JobSchema.Job, "job").Where(found => found.Schema is { Key.Length: > 0 } list && list.Element!.Find(list.Key)?.Required != true);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Patterns_have_nothing_that_the_regular_expressions_of_the_api_server_lack()
    {
        var patterns = SchemaWalk.All(JobSchema.Job, "job").Select(found => found.Schema.Form?.Pattern).OfType<string>().Distinct().ToArray();
        Assert.NotEmpty(patterns);
        Assert.All(patterns, pattern => Assert.DoesNotMatch(@"\(\?[=!<>]|\\[1-9kAzZ]|[*+?}]\+", pattern));
    }

    [Fact]
    public void The_fullest_status_stays_under_its_bound()
    {
        var json = SchemaWalk.Fattest(StatusSchema.Status).ToJsonString();
        Assert.InRange(json.Length, StatusSchema.MaxBytes / 2, StatusSchema.MaxBytes);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a\n", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("A", false)]
    public void A_form_matches_whole_texts_only(string text, bool matches) => Assert.Equal(matches, TextForms.DnsLabel.Matches(text));

    [Theory]
    [InlineData("a", true)]
    [InlineData("a/b.txt", true)]
    [InlineData("./a", true)]
    [InlineData("...", true)]
    [InlineData("..a/b", true)]
    [InlineData(".hidden", true)]
    [InlineData("..", false)]
    [InlineData("../a", false)]
    [InlineData("a/../b", false)]
    [InlineData("a/..", false)]
    [InlineData("/a", false)]
    [InlineData("", false)]
    public void A_relative_path_cannot_climb(string path, bool isRight) => Assert.Equal(isRight, TextForms.RelativePath.Matches(path));

    private static string Normal(JsonNode node) => node switch
    {
        JsonObject map => "{" + string.Join(",", map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Normal(field.Value!)}")) + "}",
        JsonArray list => "[" + string.Join(",", list.Select(element => Normal(element!))) + "]",
        _ => node.ToString(),
    };

    private static void Compare(JsonTypeInfo type, FieldSchema schema, string path, List<string> missing)
    {
        if (type.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
        {
            Compare(ContractsJsonContext.Default.GetTypeInfo(type.ElementType!)!, schema.Element!, path + "[]", missing);
        }

        foreach (var property in type.Properties.Where(property => property.Get is not null))
        {
            if (schema.Find(property.Name) is not { } field)
            {
                missing.Add($"{path}.{property.Name}");
            }
            else if (field.Type is FieldType.Object or FieldType.List or FieldType.Map)
            {
                var below = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                Compare(ContractsJsonContext.Default.GetTypeInfo(below)!, field, $"{path}.{property.Name}", missing);
            }
        }
    }
}
