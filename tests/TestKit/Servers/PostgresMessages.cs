using System.Buffers.Binary;

namespace ParallelJobs.TestKit.Servers;

/// <summary>
/// Finds the messages in one direction of a PostgreSQL connection that is not encrypted, however its bytes are cut into blocks. Source: "Message
/// Formats" in PostgreSQL's manual. Bytes of another protocol give messages without sense, and no error. For one thread at a time.
/// </summary>
internal sealed class PostgresMessages(ProxyDirection direction)
{
    private const int TlsRequest = 80_877_103, GssRequest = 80_877_104;
    private const int LengthSize = 4, KeptSize = 16;

    private readonly byte[] _head = new byte[1 + LengthSize];
    private readonly byte[] _kept = new byte[KeptSize];
    // What opens a connection has no type before its length.
    private bool _opening = direction == ProxyDirection.ToServer;
    private int _headSize;
    private int _read;
    private int _length;
    private int _answers;

    /// <summary>The server will answer with a single byte, which is no message, whether it encrypts.</summary>
    public void ExpectAnswer() => _answers++;

    /// <summary>The messages that end in this block.</summary>
    public List<PostgresMessage> Read(ReadOnlySpan<byte> block)
    {
        List<PostgresMessage> ended = [];
        while (!block.IsEmpty)
        {
            var taken = 1;
            if (_answers > 0)
            {
                _answers--;
            }
            else if (_headSize < HeadSize)
            {
                TakeHead(block[0]);
            }
            else
            {
                taken = TakeContent(block);
            }

            block = block[taken..];
            if (_headSize == HeadSize && _read >= _length)
            {
                ended.Add(End());
            }
        }

        return ended;
    }

    private int HeadSize => _opening ? LengthSize : 1 + LengthSize;

    private void TakeHead(byte octet)
    {
        _head[_headSize++] = octet;
        if (_headSize == HeadSize)
        {
            // The length counts itself.
            _length = BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(HeadSize - LengthSize)) - LengthSize;
        }
    }

    private int TakeContent(ReadOnlySpan<byte> block)
    {
        var taken = Math.Min(block.Length, _length - _read);
        if (_read < KeptSize)
        {
            block[..Math.Min(taken, KeptSize - _read)].CopyTo(_kept.AsSpan(_read));
        }

        _read += taken;
        return taken;
    }

    private PostgresMessage End()
    {
        var type = _opening ? PostgresMessage.Opening : (char)_head[0];
        var kept = _kept.AsSpan(0, Math.Min(_read, KeptSize));
        var asksForEncryption = _opening && kept.Length >= LengthSize && BinaryPrimitives.ReadInt32BigEndian(kept) is TlsRequest or GssRequest;
        _opening = asksForEncryption;
        _headSize = _read = _length = 0;
        return new PostgresMessage(type, kept.ToArray(), asksForEncryption);
    }
}
