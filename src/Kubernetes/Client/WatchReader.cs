using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes;

/// <summary>Decodes a watch, one event a line, each as soon as its line is there and each once.</summary>
internal static class WatchReader
{
    private static readonly StreamPipeReaderOptions Buffers = new(bufferSize: 64 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true);

    /// <summary>Ends where the stream ends; the beginning of a line that was cut off is dropped.</summary>
    /// <exception cref="KubernetesException">The server sent an ERROR event.</exception>
    /// <exception cref="JsonException">A line is no event.</exception>
    public static async IAsyncEnumerable<WatchEvent<T>> ReadAsync<T>(
        string path,
        Stream stream,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IResource<T>
    {
        var reader = PipeReader.Create(stream, Buffers);
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                var buffer = result.Buffer;
                while (TryTakeLine(ref buffer, out var line))
                {
                    if (Decode<T>(path, line) is { } decoded)
                    {
                        yield return decoded;
                    }
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <summary>Null for a type of event that is not known.</summary>
    internal static WatchEvent<T>? Decode<T>(string path, in ReadOnlySequence<byte> line)
        where T : class, IResource<T>
    {
        var reader = new Utf8JsonReader(line);
        string? type = null;
        T? @object = null;
        // Servers write the type first. Where it comes last the object is passed over, and read when the type is known.
        Utf8JsonReader passed = default;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"a line of a watch is no object but {reader.TokenType}");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.TokenType is JsonTokenType.String ? reader.GetString() : throw new JsonException("the type of an event is no text");
            }
            else if (reader.ValueTextEquals("object"u8) && type is null)
            {
                passed = reader;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                @object = Object<T>(path, type, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (passed.TokenType == JsonTokenType.PropertyName)
        {
            @object = Object<T>(path, type, ref passed);
        }

        return TypeOf(type) is { } known && @object is not null ? new WatchEvent<T>(known, @object) : null;
    }

    private static T? Object<T>(string path, string? type, ref Utf8JsonReader reader)
        where T : class, IResource<T>
    {
        reader.Read();
        if (type is "ERROR")
        {
            using var status = JsonDocument.ParseValue(ref reader);
            throw Failure.OfWatch(path, JsonSerializer.SerializeToUtf8Bytes(status.RootElement, Objects.KubernetesJson.Default.JsonElement));
        }

        if (TypeOf(type) is null)
        {
            reader.Skip();
            return null;
        }

        try
        {
            // By the converter itself: the serializer would read the object twice, the first time only to find its end.
            return ((JsonConverter<T>)T.Type.Json.Converter).Read(ref reader, typeof(T), T.Type.Json.Options);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new JsonException($"no {T.Type.Kind}: {exception.Message}", exception);
        }
    }

    private static WatchEventType? TypeOf(string? type) => type switch
    {
        "ADDED" => WatchEventType.Added,
        "MODIFIED" => WatchEventType.Modified,
        "DELETED" => WatchEventType.Deleted,
        "BOOKMARK" => WatchEventType.Bookmark,
        _ => null,
    };

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }

        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }
}
