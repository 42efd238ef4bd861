using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Tests.Client.Types;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>Who may ask, and what those are told who may not.</summary>
[Trait("Requires", "ApiServer")]
public sealed class AccessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_names_who_may_not_do_what_with_which_resource()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        using var alice = space.Server.Client(space.Server.Alice);
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => alice.ListAsync<Job>(space.All, Cancel));
        Assert.True(thrown.IsForbidden);
        Assert.False(thrown.IsTransient);
        foreach (var word in (string[])["\"alice\"", "cannot list", "\"jobs\"", "\"batch\"", space.Name])
        {
            Assert.Contains(word, thrown.Message, StringComparison.Ordinal);
        }

        thrown = await Assert.ThrowsAsync<KubernetesException>(() => alice.ReplaceStatusAsync(Make.Pod(space.Name, "one"), cancellationToken: Cancel));
        Assert.Contains("cannot update resource \"pods/status\"", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_is_bound_to_a_group_lets_its_members_do_what_it_says_and_no_more()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        var role = new ClusterRole { Metadata = new ObjectMeta { Name = space.Name }, Rules = [new PolicyRule([""], ["configmaps"], ["list"])] };
        await space.Client.CreateAsync(role, cancellationToken: Cancel);
        var binding = new RoleBinding
        {
            Metadata = new ObjectMeta { Namespace = space.Name, Name = "testers" },
            RoleRef = new RoleReference("ClusterRole", space.Name),
            Subjects = [new RoleSubject("Group", "testers", "rbac.authorization.k8s.io")],
        };
        await space.Client.CreateAsync(binding, cancellationToken: Cancel);

        using var bob = space.Server.Client(space.Server.Bob);
        await Question.UntilYesAsync(token => MayListAsync(bob, space, token), "the role to be in force", cancellationToken: Cancel);
        await Assert.ThrowsAsync<KubernetesException>(() => bob.CreateAsync(Make.ConfigMap(space.Name, "one"), cancellationToken: Cancel));
        using var alice = space.Server.Client(space.Server.Alice);
        Assert.False(await MayListAsync(alice, space, Cancel));
    }

    [Fact]
    public async Task A_client_certificate_says_who_asks()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        using var carol = space.Server.Authority.IssueClient("carol");
        using var chief = space.Server.Authority.IssueClient("chief", "system:masters");
        using var carols = space.Server.Client(space.Server.Admin with { Token = null, Certificate = carol });
        using var chiefs = space.Server.Client(space.Server.Admin with { Token = null, Certificate = chief });

        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => carols.ListAsync<ConfigMap>(space.All, Cancel));
        Assert.Contains("\"carol\"", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("one", (await chiefs.CreateAsync(Make.ConfigMap(space.Name, "one"), cancellationToken: Cancel)).Metadata.Name);
    }

    [Fact]
    public async Task A_token_that_has_expired_or_that_nobody_knows_is_unauthorized()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        var account = await space.Client.CreateAsync(
            new ServiceAccount { Metadata = new ObjectMeta { Namespace = space.Name, Name = "worker" } }, cancellationToken: Cancel);
        KubernetesClient Holding(string token) => space.Server.Client(space.Server.Admin with { Token = token });
        string Until(TimeSpan fromNow) =>
            space.Server.ServiceAccounts.Token(space.Name, "worker", account.Metadata.Uid!, DateTimeOffset.UtcNow + fromNow);

        using var valid = Holding(Until(TimeSpan.FromMinutes(10)));
        var refused = await Assert.ThrowsAsync<KubernetesException>(() => valid.ListAsync<ConfigMap>(space.All, Cancel));
        Assert.Contains($"system:serviceaccount:{space.Name}:worker", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.IsForbidden);

        foreach (var token in (string[])[Until(TimeSpan.FromMinutes(-10)), "nobody-knows-it"])
        {
            using var client = Holding(token);
            var thrown = await Assert.ThrowsAsync<KubernetesException>(() => client.ListAsync<ConfigMap>(space.All, Cancel));
            Assert.True(thrown.IsUnauthorized, thrown.Message);
            Assert.False(thrown.IsTransient);
            Assert.DoesNotContain(token, thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_of_another_authority_is_refused_and_the_message_says_that_it_is_not_trusted()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        using var stranger = new CertificateAuthority("another authority");
        using var client = space.Server.Client(space.Server.Admin with { Authority = stranger.Certificate });
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => client.ListAsync<ConfigMap>(space.All, Cancel));
        Assert.True(thrown.IsUnreachable);
        Assert.Contains(space.Server.Url.Authority, thrown.Message, StringComparison.Ordinal);
        Assert.Matches("certificate.*(PartialChain|UntrustedRoot)", thrown.Message);
    }

    private static async Task<bool> MayListAsync(KubernetesClient client, TestSpace space, CancellationToken cancellationToken)
    {
        try
        {
            await client.ListAsync<ConfigMap>(space.All, cancellationToken);
            return true;
        }
        catch (KubernetesException exception) when (exception.IsForbidden)
        {
            return false;
        }
    }
}
