using System.Net;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>What the client makes of servers that do not answer as they should.</summary>
[Trait("Requires", "ApiServer")]
public sealed class FaultTests
{
    public static TheoryData<string> Versions => new("1.1", "2.0");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Too_many_requests_says_when_to_come_again(string version)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, Speaking(version));
        space.Proxy.Faults.Next(ApiFault.Answer(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(7)));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => space.Client.ListAsync<ConfigMap>(space.All, Cancel));
        Assert.Equal(HttpStatusCode.TooManyRequests, thrown.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), thrown.RetryAfter);
        Assert.True(thrown.IsTransient);
        await space.Client.ListAsync<ConfigMap>(space.All, Cancel);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_fault_of_the_server_is_transient_and_its_words_are_kept(HttpStatusCode code)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel);
        space.Proxy.Faults.Next(ApiFault.Answer(code, "Any", "etcdserver: leader changed"));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => space.Client.CreateAsync(Make.ConfigMap(space.Name, "one"), cancellationToken: Cancel));
        Assert.Equal((code, "Any"), (thrown.StatusCode, thrown.Reason));
        Assert.True(thrown.IsTransient);
        Assert.Contains($"POST {space.Proxy.Url}api/v1/namespaces/{space.Name}/configmaps: {(int)code} etcdserver: leader changed", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.OK)]
    public async Task Html_in_place_of_an_object_is_a_failure_that_may_pass(HttpStatusCode code)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel);
        space.Proxy.Faults.Always(ApiFault.Html(code));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => space.Client.ListAsync<ConfigMap>(space.All, Cancel));
        Assert.True(thrown.IsTransient);
        Assert.Contains("configmaps", thrown.Message, StringComparison.Ordinal);
        await using var watch = await space.WatchAsync(Cancel);
        thrown = await Assert.ThrowsAsync<KubernetesException>(() => watch.NextAsync(Cancel));
        Assert.True(thrown.IsTransient);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_answer_that_breaks_off_is_no_answer(string version)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, Speaking(version));
        await space.CreateAsync("one", Cancel);
        space.Proxy.Faults.Next(ApiFault.CutBody(afterBytes: 100));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => space.Client.ListAsync<ConfigMap>(space.All, Cancel));
        Assert.True(thrown.IsUnreachable && thrown.IsTransient);
        Assert.Contains("GET ", thrown.Message, StringComparison.Ordinal);
        Assert.NotEmpty((await space.Client.ListAsync<ConfigMap>(space.All, Cancel)).Items);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_write_whose_answer_is_lost_fails_as_unreachable_and_may_have_been_done(string version)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, Speaking(version));
        space.Proxy.Faults.Next(ApiFault.LoseAnswer);
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => space.Client.CreateAsync(Make.ConfigMap(space.Name, "one"), cancellationToken: Cancel));
        Assert.True(thrown.IsUnreachable && thrown.IsTransient);
        Assert.NotNull(await space.Client.FindAsync<ConfigMap>(space.Name, "one", Cancel));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_write_that_never_reached_the_server_was_not_done_and_not_sent_twice(string version)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, Speaking(version));
        space.Proxy.Faults.Next(ApiFault.Break);
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => space.Client.CreateAsync(Make.ConfigMap(space.Name, "one"), cancellationToken: Cancel));
        Assert.True(thrown.IsUnreachable);
        Assert.Equal(1, space.Proxy.Requests.Count("create", "configmaps"));
        Assert.Null(await space.Client.FindAsync<ConfigMap>(space.Name, "one", Cancel));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_server_that_does_not_answer_is_given_up_after_the_clients_time(string version)
    {
        var time = new ManualTime();
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, Speaking(version) with { RequestTimeout = TimeSpan.FromSeconds(8) }, time);
        space.Proxy.Faults.Next(ApiFault.Hang);
        var list = space.Client.ListAsync<ConfigMap>(space.All, Cancel);
        await space.Proxy.Requests.UntilAsync(1, cancellationToken: Cancel);
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.False(list.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => list);
        Assert.Contains("no answer within 8 s", thrown.Message, StringComparison.Ordinal);
        Assert.True(thrown.IsTransient);
        await space.Client.ListAsync<ConfigMap>(space.All, Cancel);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_to_its_end_is_given_up_too()
    {
        var time = new ManualTime();
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, new() { RequestTimeout = TimeSpan.FromSeconds(8) }, time);
        await space.CreateAsync("one", Cancel);
        var drip = new Drip();
        drip.AllowBytes(30);
        space.Proxy.Faults.Next(ApiFault.Slow(drip));
        var list = space.Client.ListAsync<ConfigMap>(space.All, Cancel);
        await space.Proxy.Requests.UntilAsync(1, cancellationToken: Cancel);
        time.Advance(TimeSpan.FromSeconds(8));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => list);
        Assert.Contains("no answer within 8 s", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_is_given_up_when_it_does_not_begin_and_not_when_it_is_silent()
    {
        var time = new ManualTime();
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, new() { RequestTimeout = TimeSpan.FromSeconds(8) }, time);
        await using (var watch = await space.WatchAsync(Cancel))
        {
            space.Proxy.Faults.Next(ApiFault.Hang);
            var none = watch.NextAsync(Cancel);
            await space.Proxy.Requests.UntilAsync(1, cancellationToken: Cancel);
            time.Advance(TimeSpan.FromSeconds(8));
            await Assert.ThrowsAsync<KubernetesException>(() => none);
        }

        await using var silent = await space.WatchAsync(Cancel);
        await space.CreateAsync("one", Cancel);
        await silent.NextAsync(Cancel);
        var next = silent.NextAsync(Cancel);
        time.Advance(TimeSpan.FromHours(1));
        Assert.False(next.IsCompleted);
        await space.CreateAsync("two", Cancel);
        Assert.Equal("two", (await next)!.Value.Object.Metadata.Name);
    }

    [Fact]
    public async Task Whoever_cancels_gets_no_other_exception()
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel);
        space.Proxy.Faults.Next(ApiFault.Hang);
        using var cancelled = new CancellationTokenSource();
        var list = space.Client.ListAsync<ConfigMap>(space.All, cancelled.Token);
        await space.Proxy.Requests.UntilAsync(1, cancellationToken: Cancel);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => list);
    }

    private static KubernetesClientOptions Speaking(string version) => new() { HttpVersion = Version.Parse(version) };
}
