using Microsoft.AspNetCore.Http;

namespace ParallelJobs.TestKit.Http;

/// <summary>Writes the body of an answer, with its faults. For one thread at a time.</summary>
internal sealed class FaultyBody(HttpResponse response, ApiFault? fault)
{
    private long _bytesLeft = fault?.CutAfter ?? long.MaxValue;
    private int _linesLeft = fault?.CutAfterLines ?? int.MaxValue;

    /// <summary>Sends it on at once.</summary>
    /// <exception cref="BrokenConnectionException">The answer breaks off here.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        var passed = Pass(block.Span);
        for (var rest = block[..passed]; !rest.IsEmpty;)
        {
            var size = fault?.Drip is { } drip ? await drip.TakeAsync(rest, cancellationToken) : rest.Length;
            await response.Body.WriteAsync(rest[..size], cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            rest = rest[size..];
        }

        if (_bytesLeft == 0 || _linesLeft == 0)
        {
            throw new BrokenConnectionException();
        }
    }

    private int Pass(ReadOnlySpan<byte> block)
    {
        var passed = 0;
        while (passed < block.Length && _bytesLeft > 0 && _linesLeft > 0)
        {
            _bytesLeft--;
            _linesLeft -= block[passed++] == '\n' ? 1 : 0;
        }

        return passed;
    }
}
