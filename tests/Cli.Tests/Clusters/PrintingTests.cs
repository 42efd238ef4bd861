using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Clusters.Checks;
using ParallelJobs.Cli.Commands;
using ParallelJobs.Cli.Output;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cli.Tests.Clusters;

/// <summary>What is printed of jobs, without a cluster.</summary>
public sealed class PrintingTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(200, "3m20s")]
    [InlineData(600, "10m")]
    [InlineData(10_799, "179m")]
    [InlineData(10_800, "3h")]
    [InlineData(11_460, "3h11m")]
    [InlineData(28_800, "8h")]
    [InlineData(172_799, "47h")]
    [InlineData(172_800, "2d")]
    [InlineData(176_400, "2d1h")]
    [InlineData(691_200, "8d")]
    [InlineData(63_072_000, "2y")]
    [InlineData(63_158_400, "2y1d")]
    [InlineData(315_360_000, "10y")]
    public void Ages_are_as_kubectl_says_them(long seconds, string text) => Assert.Equal(text, Age.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("30", 30)]
    [InlineData("30s", 30)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h1m1s1ms", 3661.001)]
    [InlineData("250ms", 0.25)]
    [InlineData("0s", 0)]
    [InlineData("1000h", 3_600_000)]
    public void Durations_are_as_kubectl_takes_them(string text, double seconds) => Assert.Equal(seconds, DurationWords.TryParse(text)!.Value.TotalSeconds, 9);

    [Theory]
    [InlineData("")]
    [InlineData("-1s")]
    [InlineData("1.5h")]
    [InlineData("1s1h")]
    [InlineData("h")]
    [InlineData("1001h")]
    [InlineData("99999999999999999999s")]
    public void What_is_no_duration_is_none(string text) => Assert.Null(DurationWords.TryParse(text));

    [Theory]
    [InlineData("71.9M/s", 71.9e6)]
    [InlineData("1.5G/s", 1.5e9)]
    [InlineData("12/s", 12)]
    [InlineData("0.5k/s", 500)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    [InlineData("fast", 0)]
    [InlineData("/s", 0)]
    public void Rates_are_ordered_by_what_they_mean(string? text, double rate) => Assert.Equal(rate, TopTable.RateOf(text), 3);

    [Fact]
    public void A_table_shows_a_dash_for_what_is_not_there_and_keeps_a_job_on_its_line()
    {
        var table = JobTable.Of(
            [
                Job("""{ "name": "a", "creationTimestamp": "2026-07-01T11:58:00Z" }""", status: """{ "summary": { "state": "Running", "rate": "3.0/s", "result": "one\ntwo" } }"""),
                Job("""{ "name": "longer-name", "creationTimestamp": null }"""),
            ],
            isWide: false,
            withNamespace: false,
            Now,
            Ink.Plain);

        Assert.Equal(
            """
            NAME         STATE    PROGRESS  WORKERS  RATE   ETA  RESULT   AGE
            a            Running  -         -        3.0/s  -    one two  2m
            longer-name  -        -         -        -      -    -        -

            """,
            table);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("yes")]
    [InlineData("0123")]
    [InlineData("1e5")]
    [InlineData("")]
    [InlineData(" space ")]
    [InlineData("a: b")]
    [InlineData("ends:")]
    [InlineData("- list")]
    [InlineData("#x")]
    [InlineData("a # b")]
    [InlineData("~")]
    [InlineData("line\nline\n")]
    [InlineData("tab\tand \u0007 bell")]
    [InlineData("\"quoted\" and 'quoted'")]
    [InlineData("größer 😀")]
    [InlineData("2026-07-01T12:00:00Z")]
    [InlineData("[1,2)")]
    [InlineData("*alias")]
    public void Yaml_is_read_as_the_text_that_was_written(string text)
    {
        var yaml = YamlAnswer.Of(new JsonObject { ["field"] = text, ["list"] = new JsonArray(text, 7, true, null), ["empty"] = new JsonObject(), [text] = 1 });

        var stream = new YamlDotNet.RepresentationModel.YamlStream();
        stream.Load(new StringReader(yaml));
        var root = (YamlDotNet.RepresentationModel.YamlMappingNode)stream.Documents[0].RootNode;
        var field = (YamlDotNet.RepresentationModel.YamlScalarNode)root["field"];
        Assert.Equal(text, field.Value);
        Assert.True(field.Style == YamlDotNet.Core.ScalarStyle.DoubleQuoted || text is "text" or "ends:" or "a: b", yaml);
        Assert.Equal(["7", "true", "null"], ((YamlDotNet.RepresentationModel.YamlSequenceNode)root["list"]).Skip(1).Select(node => node.ToString()));
        Assert.Equal("1", ((YamlDotNet.RepresentationModel.YamlScalarNode)root[text]).Value);
    }

    [Theory]
    [InlineData("complete", "Complete", "True")]
    [InlineData("Failed", "Failed", "True")]
    [InlineData("condition=Complete", "Complete", "True")]
    [InlineData("condition=QueueReachable=false", "QueueReachable", "False")]
    [InlineData("condition=Own=Unknown", "Own", "Unknown")]
    public void Goals_are_read(string text, string condition, string status)
    {
        var goal = WaitGoal.Parse(text)!;
        Assert.Equal((condition, status), (goal.Condition, goal.Status.ToString()));
    }

    [Theory]
    [InlineData("done")]
    [InlineData("condition=")]
    [InlineData("condition=Complete=maybe")]
    [InlineData("condition=Complete=0")]
    [InlineData("")]
    public void What_is_no_goal_is_none(string text) => Assert.Null(WaitGoal.Parse(text));

    [Theory]
    [InlineData("", """{}""", nameof(WaitVerdict.Waiting))]
    [InlineData("", """{ "conditions": [ { "type": "Complete", "status": "True" } ] }""", nameof(WaitVerdict.Met))]
    [InlineData("", """{ "conditions": [ { "type": "Complete", "status": "False" } ] }""", nameof(WaitVerdict.Waiting))]
    [InlineData("", """{ "conditions": [ { "type": "Failed", "status": "True" } ] }""", nameof(WaitVerdict.Failed))]
    [InlineData("failed", """{ "conditions": [ { "type": "Failed", "status": "True" } ] }""", nameof(WaitVerdict.Met))]
    [InlineData("failed", """{ "conditions": [ { "type": "Complete", "status": "True" } ] }""", nameof(WaitVerdict.Failed))]
    [InlineData("suspended", """{ "conditions": [ { "type": "Suspended", "status": "True" } ] }""", nameof(WaitVerdict.Met))]
    [InlineData("suspended", """{ "conditions": [ { "type": "Complete", "status": "True" } ] }""", nameof(WaitVerdict.Failed))]
    [InlineData("delete", """{ "conditions": [ { "type": "Complete", "status": "True" } ] }""", nameof(WaitVerdict.Waiting))]
    public void Waiting_is_over_when_it_can_be(string goal, string status, string verdict)
    {
        var wanted = goal.Length == 0 ? WaitGoal.End : WaitGoal.Parse(goal)!;

        Assert.Equal(verdict, wanted.Judge(Job("""{ "name": "a", "uid": "1" }""", status: status), "1").ToString());
        Assert.Equal(goal == "delete" ? WaitVerdict.Met : WaitVerdict.Gone, wanted.Judge(null, "1"));
        Assert.Equal(goal == "delete" ? WaitVerdict.Met : WaitVerdict.Gone, wanted.Judge(Job("""{ "name": "a", "uid": "2" }""", status: status), "1"));
    }

    [Theory]
    [InlineData(10, "OK")]
    [InlineData(29, "OK")]
    [InlineData(31, "FAIL")]
    public void A_lease_is_fresh_for_its_duration_and_the_difference_of_two_clocks(int age, string level)
    {
        var lease = new Lease
        {
            Metadata = new ObjectMeta { Namespace = "system", Name = "parallel-job-operator" },
            Spec = new LeaseSpec { HolderIdentity = "one", LeaseDurationSeconds = 15, RenewTime = Now.AddSeconds(-age) },
        };

        Assert.StartsWith(level, FindingReport.Line(Assert.Single(LeaseCheck.Of([lease], Now)), Ink.Plain));
        Assert.StartsWith("FAIL", FindingReport.Line(Assert.Single(LeaseCheck.Of([lease with { Spec = new LeaseSpec { HolderIdentity = "" } }], Now)), Ink.Plain));
    }

    [Fact]
    public void Troubles_in_plenty_are_counted_after_the_first_ten()
    {
        var jobs = Enumerable.Range(0, 13).Select(at => Job($$"""{ "name": "job-{{at:00}}", "namespace": "here" }""")).ToArray();

        var lines = JobCheck.Of(jobs, "namespace here").Select(finding => FindingReport.Line(finding, Ink.Plain)).ToArray();

        Assert.Equal(11, lines.Length);
        Assert.Equal("WARN  jobs: and 3 others are in trouble; 'pjob list'", lines[^1]);
    }

    [Fact]
    public void The_status_of_a_running_job_reads_from_the_top_to_the_bottom()
    {
        var job = Job(
            """{ "name": "pi", "namespace": "lab", "uid": "1", "creationTimestamp": "2026-07-01T11:00:00Z" }""",
            """{ "range": { "start": 1, "end": "1000000001" }, "kernel": { "name": "pi" } }""",
            """
            {
              "conditions": [ { "type": "Progressing", "status": "True", "reason": "Computing", "message": "4 of 4 workers are ready", "lastTransitionTime": "2026-07-01T11:55:00Z" } ],
              "summary": { "state": "Running", "progress": "43%", "rate": "71.9M/s", "eta": "7m52s" },
              "items": { "total": "1000000000", "completed": "431204113", "inFlight": "96000000", "retrying": "5", "failed": "0" },
              "workers": { "desired": 4, "ready": 4 }, "result": { "value": "3.14", "coverage": "[1,431204114)" },
              "contention": { "efficiencyPercent": 97, "speedup": "3.9", "waitingPercent": 1 }, "startTime": "2026-07-01T11:01:00Z"
            }
            """);

        Assert.Equal(
            """
            pi  Running  43%
              namespace  lab
              work       kernel pi over [1,1000000001)
              age        60m, started 59m ago
              items      431,204,113 of 1,000,000,000 completed, 96,000,000 in flight, 5 to be tried again
              workers    4 ready of 4
              rate       71.9M/s, 7m52s left
              result     3.14
              coverage   [1,431204114)
              contention efficiency 97 %, speed-up 3.9, waiting 1 %
            Conditions:
              CONDITION    STATUS  REASON     FOR  MESSAGE
              Progressing  True    Computing  5m   4 of 4 workers are ready

            """,
            StatusText.Of(new JobReport(job, [], [], Now), Ink.Plain));
    }

    [Fact]
    public void A_pod_says_what_keeps_it()
    {
        var unscheduled = new Pod { Status = new PodStatus { Conditions = [new() { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = "0/3 nodes" }] } };
        var noImage = Waiting("ImagePullBackOff", "no such image");

        Assert.Equal("Unschedulable: 0/3 nodes", PodTrouble.Of(unscheduled));
        Assert.Equal("ImagePullBackOff: no such image", PodTrouble.Of(noImage));
        Assert.Null(PodTrouble.Of(Waiting("ContainerCreating", null)));
        Assert.Null(PodTrouble.Of(new Pod()));
    }

    private static Pod Waiting(string reason, string? message) => new()
    {
        Status = new PodStatus
        {
            ContainerStatuses = [new() { Name = "worker", State = new ContainerState { Waiting = new ContainerWaiting { Reason = reason, Message = message } } }],
        },
    };

    private static JobObject Job(string metadata, string spec = "{}", string status = "{}") => JsonSerializer.Deserialize(
        $$"""{ "metadata": {{metadata}}, "spec": {{spec}}, "status": {{status}} }""", ClustersJson.Default.JobObject)!;
}
