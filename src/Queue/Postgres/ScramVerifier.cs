using System.Security.Cryptography;
using System.Text;

namespace ParallelJobs.Queue.Postgres;

/// <summary>
/// What a server keeps of a password for SCRAM-SHA-256 (RFC 5802, RFC 7677), in the form of RFC 5803 that PostgreSQL takes in place of the
/// password. So the password itself never reaches the server, nor its log.
/// </summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096;
    private const int SaltBytes = 16;

    /// <exception cref="FormatException">
    /// The password is empty, or has a character that is no printable ASCII: others would have to be prepared (RFC 4013), and by each client alike.
    /// </exception>
    public static string Of(string password) => Of(password, RandomNumberGenerator.GetBytes(SaltBytes));

    public static string Of(string password, byte[] salt)
    {
        if (password.Length == 0 || password.Any(one => one is < ' ' or > '~'))
        {
            throw new FormatException("the worker's password is empty, or has other characters than printable ASCII; choose another one");
        }

        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
