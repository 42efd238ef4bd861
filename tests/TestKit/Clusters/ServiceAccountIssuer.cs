using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>Makes tokens of service accounts, as the API server does, for any time.</summary>
public sealed class ServiceAccountIssuer : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal ServiceAccountIssuer()
    {
    }

    public static string Name => "https://kubernetes.default.svc";

    /// <summary>Of the private key, in the one form from which the server takes the public key too.</summary>
    internal string Pem => _key.ExportECPrivateKeyPem();

    /// <summary>A JSON Web Token (RFC 7519, ES256). The server accepts it while it has not expired and has an account of this uid.</summary>
    public string Token(string @namespace, string account, string uid, DateTimeOffset expires)
    {
        var claims = new JsonObject
        {
            ["iss"] = Name,
            ["aud"] = new JsonArray(Name),
            ["sub"] = $"system:serviceaccount:{@namespace}:{account}",
            ["iat"] = expires.AddHours(-1).ToUnixTimeSeconds(),
            ["nbf"] = expires.AddHours(-1).ToUnixTimeSeconds(),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["kubernetes.io"] = new JsonObject
            {
                ["namespace"] = @namespace,
                ["serviceaccount"] = new JsonObject { ["name"] = account, ["uid"] = uid },
            },
        };
        var text = $"{Encoded("""{"alg":"ES256","typ":"JWT"}"""u8)}.{Encoded(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{text}.{Encoded(_key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encoded(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
