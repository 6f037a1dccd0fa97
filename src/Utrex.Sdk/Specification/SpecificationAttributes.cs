namespace Utrex.Sdk.Specification;

/// <summary>Marks a record struct and says which record type it holds. Analyzers read it from the compiled SDK.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class RecordAttribute(string id, string name) : Attribute
{
    /// <summary>The record's id, such as <c>S1</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The readable name.</summary>
    public string Name { get; } = name;
}

/// <summary>Marks a property of a record struct with what the specification says of the field.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(int number, string name, FieldType type) : Attribute
{
    /// <summary>The field's number in the record, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>The field's own name in the specification.</summary>
    public string Name { get; } = name;

    /// <summary>How the field's bytes are read and written.</summary>
    public FieldType Type { get; } = type;

    /// <summary>Whether a value is asked for.</summary>
    public Presence Presence { get; set; }

    /// <summary>The exact number of characters, or 0.</summary>
    public int ExactLength { get; set; }

    /// <summary>The greatest number of characters, or 0.</summary>
    public int MaxLength { get; set; }

    /// <summary>The characters that a value may have: the name of a character set of the specification.</summary>
    public string? Characters { get; set; }

    /// <summary>The least number, invariant, or <see langword="null"/>.</summary>
    public string? Min { get; set; }

    /// <summary>The greatest number, invariant, or <see langword="null"/>.</summary>
    public string? Max { get; set; }

    /// <summary>The id of the field's code table, or <see langword="null"/>.</summary>
    public string? CodeTable { get; set; }

    /// <summary>The codes that the field takes where they are fewer than its type's, separated by blanks.</summary>
    public string? Codes { get; set; }
}

/// <summary>Marks a code type with its table.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class CodeTableAttribute(string id, string title) : Attribute
{
    /// <summary>The table's id.</summary>
    public string Id { get; } = id;

    /// <summary>The table's readable name.</summary>
    public string Title { get; } = title;
}

/// <summary>Marks a member of a code type with the code it stands for.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CodeAttribute(string code, string meaning) : Attribute
{
    /// <summary>The code as it stands in a file.</summary>
    public string Code { get; } = code;

    /// <summary>What the code means.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Other spellings that are read as this code, separated by blanks.</summary>
    public string? Aliases { get; set; }

    /// <summary>The year since when the code is retired, or <see langword="null"/>.</summary>
    public string? RetiredSince { get; set; }

    /// <summary>The code that replaces a retired one, or <see langword="null"/>.</summary>
    public string? Replacement { get; set; }
}

/// <summary>States a rule of the record type on its struct, for analyzers.</summary>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
public sealed class RuleAttribute(string id, string? field, string check) : Attribute
{
    /// <summary>The rule's id, such as <c>S1.022</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The name of the field that the rule is about.</summary>
    public string? Field { get; } = field;

    /// <summary>What is checked, as the specification's JSON states it.</summary>
    public string Check { get; } = check;

    /// <summary>How grave a finding is.</summary>
    public Severity Severity { get; set; }
}
