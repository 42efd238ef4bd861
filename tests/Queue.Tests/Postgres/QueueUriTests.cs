using Npgsql;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Queue.Tests.Postgres;

public sealed class QueueUriTests
{
    private const string Secret = "s3cret";

    [Theory]
    [InlineData("postgres://owner@db", "postgresql://owner@db:5432/owner")]
    [InlineData("postgresql://owner:s3cret@db:6000/jobs", "postgresql://owner@db:6000/jobs")]
    [InlineData("  postgresql://owner@db/jobs\n", "postgresql://owner@db:5432/jobs")]
    [InlineData("postgresql://owner@db:/jobs", "postgresql://owner@db:5432/jobs")]
    [InlineData("postgresql://owner:@db/", "postgresql://owner@db:5432/owner")]
    [InlineData("postgresql://o%40w:s3cret@db/a%2Fb", "postgresql://o%40w@db:5432/a%2Fb")]
    [InlineData("postgresql://owner@[2001:db8::1]:6000/jobs", "postgresql://owner@[2001:db8::1]:6000/jobs")]
    [InlineData("postgresql://owner@[::1]/jobs", "postgresql://owner@[::1]:5432/jobs")]
    [InlineData("postgresql:///jobs?host=::1&user=owner", "postgresql://owner@[::1]:5432/jobs")]
    [InlineData("postgresql://owner@h1:1,h2,[::1]:3/jobs", "postgresql://owner@h1:1,h2:5432,[::1]:3/jobs")]
    [InlineData("postgresql://owner@h1,h2:7/jobs?port=9", "postgresql://owner@h1:9,h2:9/jobs")]
    [InlineData("postgresql://owner@%2Fvar%2Frun%2Fpostgresql/jobs", "postgresql://owner@%2Fvar%2Frun%2Fpostgresql:5432/jobs")]
    [InlineData("postgresql://owner@/jobs?host=/var/run&port=5433", "postgresql://owner@%2Fvar%2Frun:5433/jobs")]
    [InlineData("postgresql://owner@/jobs?host=/my%20run", "postgresql://owner@%2Fmy%20run:5432/jobs")]
    [InlineData("postgresql://owner@%40pg/jobs", "postgresql://owner@%40pg:5432/jobs")]
    [InlineData("postgresql:///?user=owner&password=s3cret&host=db&port=6000&dbname=jobs", "postgresql://owner@db:6000/jobs")]
    [InlineData("postgresql://who:what@where:1/which?user=owner&host=db&port=2&dbname=jobs", "postgresql://owner@db:2/jobs")]
    public void A_URI_says_as_whom_where_and_at_which_database(string uri, string said)
    {
        Assert.Equal(said, QueueUri.Parse(uri).ToString());
        Assert.Equal(said, QueueUri.Parse(said).ToString());
    }

    [Theory]
    [InlineData("postgresql://owner:s3cret@db", Secret)]
    [InlineData("postgresql://owner:p%40ss%2F%3A%3F%25@db", "p@ss/:?%")]
    [InlineData("postgresql://owner:a:b;c='d\"@db", "a:b;c='d\"")]
    [InlineData("postgresql://owner:a+b%20c@db", "a+b c")]
    [InlineData("postgresql://owner:%C3%BC%E2%82%AC@db", "ü€")]
    [InlineData("postgresql://owner@db?password=a%26b%3Dc=d", "a&b=c=d")]
    [InlineData("postgresql://owner:first@db?password=second", "second")]
    [InlineData("postgresql://owner@db", null)]
    [InlineData("postgresql://owner:@db", null)]
    public void A_password_is_decoded_and_reaches_Npgsql_whole(string uri, string? password)
    {
        var built = QueueUri.Parse(uri).ToConnectionString(1).ConnectionString;

        Assert.Equal(password, new NpgsqlConnectionStringBuilder(built).Password);
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("allow", SslMode.Allow)]
    [InlineData("prefer", SslMode.Prefer)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    public void Every_sslmode_is_known(string word, SslMode mode) =>
        Assert.Equal(mode, QueueUri.Parse($"postgresql://owner@db?sslmode={word}").Settings.SslMode);

    [Theory]
    [InlineData("", SslMode.Prefer, null)]
    [InlineData("?sslmode=require&sslrootcert=/ca.pem", SslMode.VerifyCA, "/ca.pem")]
    [InlineData("?sslrootcert=/ca.pem", SslMode.Prefer, "/ca.pem")]
    [InlineData("?sslrootcert=system", SslMode.VerifyFull, null)]
    [InlineData("?sslmode=verify-full&sslrootcert=system", SslMode.VerifyFull, null)]
    public void A_root_certificate_means_what_it_means_to_libpq(string query, SslMode mode, string? root)
    {
        var settings = QueueUri.Parse("postgresql://owner@db" + query).Settings;

        Assert.Equal((mode, root), (settings.SslMode, settings.RootCertificate));
    }

    [Fact]
    public void All_other_parameters_reach_Npgsql()
    {
        var built = QueueUri.Parse(
            "postgresql://owner@h1,h2?sslcert=/c&sslkey=/k&sslpassword=s3cret&connect_timeout=3&application_name=my%20jobs" +
            "&target_session_attrs=primary&options=-c%20work_mem%3D1MB").ToConnectionString(1);

        Assert.Equal(("/c", "/k", Secret), (built.SslCertificate, built.SslKey, built.SslPassword));
        Assert.Equal((3, "my jobs", "primary", "-c work_mem=1MB"), (built.Timeout, built.ApplicationName, built.TargetSessionAttributes, built.Options));
    }

    [Fact]
    public void Of_several_hosts_the_one_that_can_be_written_to_is_meant_and_Npgsql_takes_the_list()
    {
        var several = QueueUri.Parse("postgresql://owner@h1:1,[::1]:2/jobs").ToConnectionString(1);
        var one = QueueUri.Parse("postgresql://owner@h1:1/jobs?target_session_attrs=read-write").ToConnectionString(1);

        Assert.Equal(("h1:1,[::1]:2", "read-write"), (several.Host, several.TargetSessionAttributes));
        Assert.Null(one.TargetSessionAttributes);
        foreach (var each in new[] { several, one })
        {
            using var connection = new NpgsqlConnection(each.ConnectionString);
            using var source = NpgsqlDataSource.Create(each);
            Assert.Equal("jobs", connection.Database);
        }
    }

    [Theory]
    [InlineData("", 4)]
    [InlineData("?pgbouncer=false", 4)]
    [InlineData("?pgbouncer=true", 0)]
    public void A_pool_keeps_no_session_state_and_closes_what_is_idle(string query, int prepared)
    {
        var uri = QueueUri.Parse("postgresql://owner:s3cret@db/jobs" + query);
        var built = uri.ToConnectionString(7);

        Assert.Equal(prepared == 0, uri.ThroughPgBouncer);
        Assert.Equal((true, 0, 7, 30, 10), (built.Pooling, built.MinPoolSize, built.MaxPoolSize, built.ConnectionIdleLifetime, built.ConnectionPruningInterval));
        Assert.Equal((false, false, true), (built.Multiplexing, built.Enlist, built.NoResetOnClose));
        Assert.Equal((10, 0, -1, true), (built.Timeout, built.CommandTimeout, built.CancellationTimeout, built.TcpKeepAlive));
        Assert.Equal((prepared, 2), (built.MaxAutoPrepare, built.AutoPrepareMinUsages));
        Assert.Equal(("paralleljobs", false, false), (built.ApplicationName, built.IncludeErrorDetail, built.PersistSecurityInfo));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("   ", "is empty")]
    [InlineData("mysql://owner:s3cret@db", "does not begin with postgresql://")]
    [InlineData("owner:s3cret@db", "does not begin with postgresql://")]
    [InlineData("Host=db;Password=s3cret", "does not begin with postgresql://")]
    [InlineData("postgresql://", "names no user")]
    [InlineData("postgresql://db/jobs", "names no user")]
    [InlineData("postgresql://:s3cret@db", "names no user")]
    [InlineData("postgresql://owner:s3cret@/jobs", "names no host")]
    [InlineData("postgresql://owner:s3cret@db,/jobs", "names no host")]
    [InlineData("postgresql://owner:a@s3cret@db", "write it as %40")]
    [InlineData("postgresql://owner:a/s3cret@db", "write it as %40")]
    [InlineData("postgresql://owner:a?s3cret@db", "write it as %40")]
    [InlineData("postgresql://owner:1?s3cret=1@db", "write it as %40")]
    [InlineData("postgresql://owner:s3cret", "names no user")]
    [InlineData("postgresql://owner:s3cret@db:port", "a port that is not a whole number from 1 to 65535")]
    [InlineData("postgresql://owner:s3cret@db:0", "a port that is not")]
    [InlineData("postgresql://owner:s3cret@db:65536", "a port that is not")]
    [InlineData("postgresql://owner:s3cret@db:-1", "a port that is not")]
    [InlineData("postgresql://owner:s3cret@db:1:2", "a port that is not")]
    [InlineData("postgresql://owner:s3cret@h1,h2,h3?port=1,2", "3 hosts and 2 ports")]
    [InlineData("postgresql://owner:s3cret@[::1", "no IPv6 address in brackets")]
    [InlineData("postgresql://owner:s3cret@[]:5", "no IPv6 address in brackets")]
    [InlineData("postgresql://owner:s3cret@[::1]5", "no IPv6 address in brackets")]
    [InlineData("postgresql://owner:s3cret@[db:x]", "a host that is no name")]
    [InlineData("postgresql://owner:s3cret@d b", "a host that is no name")]
    [InlineData("postgresql://owner:s3cret@a%2Cb", "a host that is no name")]
    [InlineData("postgresql://owner:s3cret%@db", "a '%' without two hexadecimal digits in the password")]
    [InlineData("postgresql://owner:s3cret%4@db", "a '%' without two hexadecimal digits in the password")]
    [InlineData("postgresql://owner:s3cret%zz@db", "a '%' without two hexadecimal digits in the password")]
    [InlineData("postgresql://owner:s3cret%00@db", "%00 in the password")]
    [InlineData("postgresql://owner:s3cret%FF@db", "not UTF-8")]
    [InlineData("postgresql://owner:s3cret@db?sslmode=on", "sslmode 'on', which is not one of disable, allow, prefer, require, verify-ca, verify-full")]
    [InlineData("postgresql://owner:s3cret@db?sslmode=", "sslmode ''")]
    [InlineData("postgresql://owner:s3cret@db?sslmode=require&sslrootcert=system", "write verify-full")]
    [InlineData("postgresql://owner:s3cret@db?target_session_attrs=best", "not one of any, read-write")]
    [InlineData("postgresql://owner:s3cret@db?connect_timeout=soon", "not whole seconds from 0 (no limit) to 1024")]
    [InlineData("postgresql://owner:s3cret@db?connect_timeout=1025", "not whole seconds")]
    [InlineData("postgresql://owner:s3cret@db?pgbouncer=1", "pgbouncer '1', which is not one of true, false")]
    [InlineData("postgresql://owner:s3cret@db?keepalives=1", "an unknown parameter 'keepalives'; there are sslmode, ")]
    [InlineData("postgresql://owner@db?password=x&s3cret=y", "as parameter 2 something unknown")]
    [InlineData("postgresql://owner@db?s3cret", "as parameter 1 something unknown")]
    [InlineData("postgresql://owner@db?application_name=&password=s3cret&", "as parameter 3 something unknown")]
    [InlineData("postgresql://owner@db?password", "a parameter password without a value")]
    [InlineData("postgresql://owner@db?password=s3cret&password=s3cret", "the parameter password twice")]
    public void What_is_wrong_is_said_without_the_password(string uri, string said)
    {
        var failure = Assert.Throws<FormatException>(() => QueueUri.Parse(uri));

        Assert.StartsWith("the queue's URI ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_has_at_least_one_connection() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QueueUri.Parse("postgresql://owner@db").ToConnectionString(0));
}
