using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client;

public sealed class PathTests
{
    [Fact]
    public void Paths_have_the_group_the_namespace_the_name_and_the_subresource()
    {
        Assert.Equal("api/v1/pods", Pod.Type.Path(null));
        Assert.Equal("api/v1/namespaces/a/pods", Pod.Type.Path("a"));
        Assert.Equal("api/v1/namespaces/a/pods/b", Pod.Type.Path("a", "b"));
        Assert.Equal("api/v1/namespaces/a/pods/b/status", Pod.Type.Path("a", "b", "status"));
        Assert.Equal("apis/batch/v1/namespaces/a/jobs/b", Job.Type.Path("a", "b"));
        Assert.Equal("api/v1/namespaces/a", Namespace.Type.Path(null, "a"));
    }

    [Fact]
    public void What_would_lead_elsewhere_is_escaped() =>
        Assert.Equal("api/v1/namespaces/a%2Fb/pods/c%3Fd%23e%20f", Pod.Type.Path("a/b", "c?d#e f"));

    [Fact]
    public void A_namespace_too_many_or_too_few_is_an_argument_that_is_wrong()
    {
        Assert.Contains("needs a namespace", Assert.Throws<ArgumentException>(() => Pod.Type.Path(null, "a")).Message, StringComparison.Ordinal);
        Assert.Contains("in no namespace", Assert.Throws<ArgumentException>(() => Namespace.Type.Path("a", "b")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Namespace.Type.Path("a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_name_that_leads_to_all_objects_or_to_their_namespace_is_an_argument_that_is_wrong(string name)
    {
        Assert.Throws<ArgumentException>(() => Pod.Type.Path("a", name));
        Assert.Throws<ArgumentException>(() => Pod.Type.Path(name));
        Assert.Throws<ArgumentException>(() => Pod.Type.Path(name, "b"));
        Assert.Throws<ArgumentException>(() => Namespace.Type.Path(null, name));
    }

    [Fact]
    public void A_query_has_what_is_said_and_leaves_out_what_is_not()
    {
        Assert.Equal("a", new Query("a").Add("b", null).Add("c", "").ToString());
        Assert.Equal("a?b=1&c=2", new Query("a").Add("b", "1").Add("d", null).Add("c", "2").ToString());
        Assert.Equal("a?labelSelector=x%20in%20%28y%2Cz%29&fieldSelector=n%3Dm", Query.To("a", new Selection(Labels: "x in (y,z)", Fields: "n=m")).ToString());
        Assert.Equal("a?x=%26b%3D1%2B%C3%A9", new Query("a").Add("x", "&b=1+é").ToString());
    }
}
