using ParallelJobs.Engine.Telemetry;

namespace ParallelJobs.Engine.Tests.Telemetry;

public sealed class ProcessUsageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cgroup").FullName;

    [Fact]
    public void Cgroup_v2_says_how_long_it_was_throttled_in_microseconds()
    {
        Write("job/a/cpu.stat", "usage_usec 9\nnr_throttled 3\nthrottled_usec 2500000\n");
        Assert.Equal(2.5, ProcessUsage.ReadThrottledSeconds(Write("groups", "0::/job/a\n"), _folder));
    }

    [Fact]
    public void Cgroup_v1_says_it_in_nanoseconds_below_its_controller()
    {
        Write("cpu,cpuacct/job/cpu.stat", "nr_periods 1\nthrottled_time 1500000000\n");
        var groups = Write("groups", "5:memory:/elsewhere\n4:cpu,cpuacct:/job\n");
        Assert.Equal(1.5, ProcessUsage.ReadThrottledSeconds(groups, _folder));
    }

    [Fact]
    public void Inside_a_container_the_group_is_at_the_root_of_the_mount()
    {
        Write("cpu.stat", "throttled_usec 1000000\n");
        Assert.Equal(1, ProcessUsage.ReadThrottledSeconds(Write("groups", "0::/not/visible/here\n"), _folder));
    }

    [Fact]
    public void Where_there_are_no_control_groups_nothing_is_throttled() =>
        Assert.Equal(0, ProcessUsage.ReadThrottledSeconds(Path.Combine(_folder, "none"), _folder));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
