namespace ParallelJobs.Contracts.Schema;

/// <summary>Words to write schemas with.</summary>
internal static class Field
{
    public static FieldSchema Object(string description, params (string Name, FieldSchema Schema)[] fields) => new()
    {
        Type = FieldType.Object,
        Description = description,
        Fields = [.. fields.Select(field => new NamedField(field.Name, field.Schema))],
    };

    public static FieldSchema Map(string description, int maxItems, TextForm keys, int maxKeyLength, FieldSchema element) => new()
    {
        Type = FieldType.Map,
        Description = description,
        MaxItems = maxItems,
        Form = keys,
        MaxLength = maxKeyLength,
        Element = element,
    };

    /// <summary>A list; <paramref name="key"/> as in <see cref="FieldSchema.Key"/>.</summary>
    public static FieldSchema List(string description, int maxItems, FieldSchema element, string? key = null, int minItems = 0) => new()
    {
        Type = FieldType.List,
        Description = description,
        MinItems = minItems,
        MaxItems = maxItems,
        Element = element,
        Key = key,
    };

    /// <summary>A text; one that has a form, or must not be empty, has <paramref name="minLength"/> 1.</summary>
    public static FieldSchema Text(string description, int maxLength, TextForm? form = null, int minLength = 1) => new()
    {
        Type = FieldType.Text,
        Description = description,
        MinLength = minLength,
        MaxLength = maxLength,
        Form = form,
    };

    public static FieldSchema Choice<TEnum>(string description)
        where TEnum : struct, Enum => new()
        {
            Type = FieldType.Choice,
            Description = description,
            Choices = [.. Enum.GetNames<TEnum>()],
        };

    public static FieldSchema Integer(string description, long minimum, long maximum) => new()
    {
        Type = FieldType.Integer,
        Description = description,
        Minimum = minimum,
        Maximum = maximum,
    };

    public static FieldSchema Whole(string description, Int128 minimum, Int128 maximum) => new()
    {
        Type = FieldType.WholeNumber,
        Description = description,
        Form = TextForms.WholeNumber,
        Minimum = minimum,
        Maximum = maximum,
    };

    public static FieldSchema Quantity(string description) => new()
    {
        Type = FieldType.Quantity,
        Description = description,
        Form = TextForms.Quantity,
        MaxLength = 32,
    };

    public static FieldSchema Flag(string description) => new() { Type = FieldType.Boolean, Description = description };

    public static FieldSchema Time(string description) => new() { Type = FieldType.Time, Description = description };
}
