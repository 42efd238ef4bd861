namespace ParallelJobs.Cli.Tests;

public sealed class KernelsTests
{
    [Fact]
    public async Task The_list_is_a_table_and_an_array_of_the_same_kernels()
    {
        var table = (await Pjob.RunAsync("kernels")).Succeeded();
        var json = (await Pjob.RunAsync("kernels", "-o", "json")).Succeeded().Json;

        var names = json.GetProperty("kernels").EnumerateArray().Select(kernel => kernel.GetProperty("name").GetString()!).ToArray();
        Assert.Contains("pi", names);
        Assert.Equal(names, table.OutputLines.Skip(1).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_kernel_tells_its_parameters()
    {
        var text = (await Pjob.RunAsync("kernels", "pi")).Succeeded();
        var json = (await Pjob.RunAsync("kernels", "pi", "-o", "json")).Succeeded().Json;

        Assert.Contains("Integer, 1 to 9007199254740992", text.Output);
        Assert.Contains("the range's last item", text.Output);
        Assert.Equal(["Sum"], json.GetProperty("reducers").EnumerateArray().Select(name => name.GetString()));
        var parameter = Assert.Single(json.GetProperty("parameters").EnumerateArray());
        Assert.Equal("9007199254740992", parameter.GetProperty("maximum").GetString());
    }

    [Fact]
    public async Task The_sample_manifest_of_every_kernel_is_valid_and_commented()
    {
        var kernels = (await Pjob.RunAsync("kernels", "-o", "json")).Succeeded().Json.GetProperty("kernels").EnumerateArray();
        var samples = new List<TemporaryFile>();
        foreach (var kernel in kernels)
        {
            var sample = (await Pjob.RunAsync("init", "--kernel", kernel.GetProperty("name").GetString()!)).Succeeded();
            Assert.StartsWith($"# {kernel.GetProperty("summary").GetString()}", sample.Output);
            samples.Add(new TemporaryFile(sample.Output));
        }

        (await Pjob.RunAsync(["validate", .. samples.Select(sample => sample.Path)])).Succeeded();
        samples.ForEach(sample => sample.Dispose());
    }

    [Fact]
    public async Task The_sample_manifest_runs()
    {
        var sample = (await Pjob.RunAsync("init")).Succeeded();

        var ended = (await Pjob.RunAsync(["run", "-", "--set", "spec.range.end=1001"], sample.Output)).Succeeded();

        Assert.StartsWith("pi  Complete  3.14159", ended.Output);
    }
}
