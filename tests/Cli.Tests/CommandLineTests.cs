namespace ParallelJobs.Cli.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string, string[]> Mistakes => new()
    {
        { "pjob: unknown command 'rnu'; did you mean 'run'?", ["rnu", "x.yaml"] },
        { "pjob: unknown command 'frobnicate'; see 'pjob --help'", ["frobnicate"] },
        { "pjob: run: unknown option '--slot'; did you mean '--slots'?", ["run", "--slot", "3", "x.yaml"] },
        { "pjob: run: unknown option '--frobnicate'; see 'pjob run --help'", ["run", "--frobnicate"] },
        { "pjob: run: unknown option '--verbos'; did you mean '--verbose'?", ["run", "x.yaml", "--verbos"] },
        { "pjob: validate: unknown option '--outptu'; did you mean '--output'?", ["validate", "x.yaml", "--outptu"] },
        { "pjob: run: unexpected argument 'y.yaml'; see 'pjob run --help'", ["run", "x.yaml", "y.yaml"] },
        { "pjob: run: FILE is missing; see 'pjob run --help'", ["run"] },
        { "pjob: validate: FILE is missing; see 'pjob validate --help'", ["validate"] },
        { "pjob: run: --set needs a value: --set PATH=VALUE", ["run", "x.yaml", "--set"] },
        { "pjob: run: --slots: '0' is not a whole number from 1 to 4096", ["run", "x.yaml", "--slots", "0"] },
        { "pjob: run: --slots: 'two' is not a whole number from 1 to 4096", ["run", "x.yaml", "--slots", "two"] },
        { "pjob: run: --mode: 'Thread' is not Threads or Processes; did you mean 'Threads'?", ["run", "x.yaml", "--mode", "Thread"] },
        { "pjob: run: --output: 'yaml' is not text or json", ["run", "x.yaml", "-o", "yaml"] },
        { "pjob: run: --mode is given 2 times; give it once", ["run", "x.yaml", "--mode", "Threads", "--mode", "Processes"] },
        { "pjob: run: --output is given 3 times; give it once", ["run", "x.yaml", "-o", "json", "--output", "text", "-o", "json"] },
        { "pjob: run: unknown option '-k'; see 'pjob run --help'", ["run", "-k", "x.yaml"] },
        { "pjob: bench: --repeat: '-1' is not a whole number from 1 to 1000", ["bench", "x.yaml", "--repeat", "-1"] },
        { "pjob: kernels: unknown kernel 'prims'; did you mean 'primes'?", ["kernels", "prims"] },
        { "pjob: completion: unknown shell 'tcsh'; there are bash, zsh, fish", ["completion", "tcsh"] },
        { "pjob: completion: SHELL is missing; see 'pjob completion --help'", ["completion"] },
        { "pjob: migrate: unexpected argument 'postgresql://...'; see 'pjob migrate --help'", ["migrate", "postgresql://owner:s3cret@db"] },
        { "pjob: migrate: unknown option '--queu'; did you mean '--queue'?", ["migrate", "--queu", "postgresql://owner:s3cret@db"] },
        { "pjob: migrate: unknown option '--que=postgresql://...'; see 'pjob migrate --help'", ["migrate", "--que=postgresql://owner:s3cret@db"] },
        { "pjob: migrate: --queue needs a value: --queue URI", ["migrate", "--queue"] },
        { "pjob: the file has no name; name a readable file", ["run", ""] },
        { "pjob: get: NAME is missing; see 'pjob get --help'", ["get"] },
        { "pjob: get: '..' is no name of a job: small letters, digits and dashes, at most 63", ["get", ".."] },
        { "pjob: get: 'job/pi' is no name of a job: small letters, digits and dashes, at most 63", ["get", "job/pi"] },
        { "pjob: delete: unknown option '--al'; see 'pjob delete --help'", ["delete", "--al"] },
        { "pjob: list: --output: 'text' is not table or wide or json or yaml or name", ["list", "-o", "text"] },
        { "pjob: list: --namespace: 'a/b' is no name of a namespace: small letters, digits and dashes, at most 63", ["list", "-n", "a/b"] },
        { "pjob: scale: --replicas: 'many' is not a whole number from 0 to 100000", ["scale", "pi", "--replicas", "many"] },
        { "pjob: wait: --timeout: '5 minutes' is not a duration of 0s to 1000h such as 30s, 10m or 1h30m", ["wait", "pi", "--timeout", "5 minutes"] },
        { "pjob: wait: --for: 'finished' is nothing to wait for; write complete, failed, suspended, delete or condition=TYPE[=STATUS]", ["wait", "pi", "--for", "finished"] },
        { "pjob: watch: a NAME needs neither --all-namespaces nor --selector; leave them out", ["watch", "pi", "-A"] },
        { "pjob: logs: --follow and --previous exclude each other, since what ran before does not go on; leave one of them out", ["logs", "pi", "-f", "-p"] },
        { "pjob: @x.yaml: there is no such file; name a readable file", ["run", "@x.yaml"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_one_line_with_the_way_out(string said, string[] arguments)
    {
        var lines = (await Pjob.RunAsync(arguments)).Refused();

        Assert.Equal([said], lines);
    }

    [Fact]
    public async Task More_slots_than_one_process_can_hold_are_refused()
    {
        var ended = await Pjob.RunAsync("run", Pjob.Example("pi.yaml"), "--slots", "1000", "--workers", "5");

        Assert.Equal(["pjob: run: 5 workers of 1000 slots are more than 4096 slots; lower --workers or --slots"], ended.Refused());
    }

    [Theory]
    [InlineData("")]
    [InlineData("run")]
    [InlineData("bench")]
    [InlineData("validate")]
    [InlineData("kernels")]
    [InlineData("init")]
    [InlineData("migrate")]
    [InlineData("submit")]
    [InlineData("list")]
    [InlineData("get")]
    [InlineData("status")]
    [InlineData("top")]
    [InlineData("watch")]
    [InlineData("wait")]
    [InlineData("results")]
    [InlineData("logs")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("scale")]
    [InlineData("cancel")]
    [InlineData("retry")]
    [InlineData("delete")]
    [InlineData("doctor")]
    [InlineData("completion")]
    [InlineData("version")]
    public async Task Every_command_has_help_with_examples(string command)
    {
        var ended = (await Pjob.RunAsync([.. command.Length > 0 ? [command] : Array.Empty<string>(), "--help"])).Succeeded();

        Assert.Contains($"pjob {command}".TrimEnd(), ended.Output);
        Assert.Contains("Examples:", ended.OutputLines);
    }

    [Fact]
    public async Task Without_a_command_there_is_help_and_slots_are_not_for_people()
    {
        var ended = (await Pjob.RunAsync()).Succeeded();

        Assert.Contains("  run <FILE>", ended.Output);
        Assert.DoesNotContain("slot", ended.Output);
    }

    [Fact]
    public async Task The_version_names_the_program_and_what_it_runs_on()
    {
        var text = (await Pjob.RunAsync("version")).Succeeded();
        var json = (await Pjob.RunAsync("version", "-o", "json")).Succeeded().Json;
        var brief = (await Pjob.RunAsync("--version")).Succeeded();

        Assert.Equal(["version", "commit", "runtime", "platform"], json.EnumerateObject().Select(member => member.Name));
        Assert.StartsWith($"pjob {json.GetProperty("version").GetString()}", Assert.Single(text.OutputLines));
        Assert.Contains(".NET", Assert.Single(text.OutputLines));
        Assert.Equal(json.GetProperty("version").GetString(), Assert.Single(brief.OutputLines));
    }
}
