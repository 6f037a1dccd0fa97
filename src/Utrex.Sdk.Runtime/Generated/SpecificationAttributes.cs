using System.ComponentModel;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Generated;

/// <summary>Marks the class that stands for a specification as a whole.</summary>
[AttributeUsage(AttributeTargets.Class)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SpecificationAttribute(string id, string schoolYear) : Attribute
{
    /// <summary>The specification's id.</summary>
    public string Id { get; } = id;

    /// <summary>The school year that it is for.</summary>
    public string SchoolYear { get; } = schoolYear;

    /// <summary>The id of the record type that comes first in a batch, or <see langword="null"/>.</summary>
    public string? FirstRecord { get; set; }

    /// <summary>The id of the record type that begins each group of the records after it, or <see langword="null"/>.</summary>
    public string? GroupRecord { get; set; }
}

/// <summary>A set of characters of the specification that values are made of.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CharacterSetAttribute(string name, string characters, string description) : Attribute
{
    /// <summary>The name by which rules refer to the set.</summary>
    public string Name { get; } = name;

    /// <summary>Every character of the set or, with <see cref="IsExcept"/>, every character that is not in it.</summary>
    public string Characters { get; } = characters;

    /// <summary>The set in words.</summary>
    public string Description { get; } = description;

    /// <summary>Whether the set is everything but <see cref="Characters"/>.</summary>
    public bool IsExcept { get; set; }
}

/// <summary>Marks a record struct and says which record type it holds. Analyzers read it from the compiled SDK.</summary>
[AttributeUsage(AttributeTargets.Struct)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordAttribute(string id, string name, Type specification) : Attribute
{
    /// <summary>The record's id, such as <c>S1</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The readable name.</summary>
    public string Name { get; } = name;

    /// <summary>The class of the specification that the record belongs to.</summary>
    public Type Specification { get; } = specification;

    /// <summary>The names of the fields that always hold the same text, and so have no property on the struct.</summary>
    public string[]? Constants { get; set; }

    /// <summary>The name of the field whose <see cref="ChangeCode"/> turns the record into a mere change of an earlier one, or <see langword="null"/>.</summary>
    public string? ChangeField { get; set; }

    /// <summary>The code that does so.</summary>
    public string? ChangeCode { get; set; }

    /// <summary>The names of the fields whose rules apply to such a record.</summary>
    public string[]? ChangeFields { get; set; }
}

/// <summary>Marks a property of a record struct with what the specification says of the field.</summary>
[AttributeUsage(AttributeTargets.Property)]
[EditorBrowsable(EditorBrowsableState.Never)]
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

    /// <summary>The part the field plays in identifying the record.</summary>
    public FieldKey Key { get; set; }

    /// <summary>The digits before the point of a number.</summary>
    public int Digits { get; set; }

    /// <summary>The digits after the point of a number.</summary>
    public int Decimals { get; set; }

    /// <summary>What rules over several fields read where the field is blank, or <see langword="null"/>.</summary>
    public string? Blank { get; set; }

    /// <summary>The id of the field's code table, or <see langword="null"/>.</summary>
    public string? CodeTable { get; set; }

    /// <summary>The codes that the field takes where they are fewer than its type's.</summary>
    public string[]? Codes { get; set; }
}

/// <summary>Marks a code type with its table.</summary>
[AttributeUsage(AttributeTargets.Struct)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CodeTableAttribute(string id, string title) : Attribute
{
    /// <summary>The table's id.</summary>
    public string Id { get; } = id;

    /// <summary>The table's readable name.</summary>
    public string Title { get; } = title;

    /// <summary>The code that <see langword="true"/> stands for (empty: blank), or <see langword="null"/> where the table does not answer yes or no.</summary>
    public string? True { get; set; }

    /// <summary>The code that <see langword="false"/> stands for.</summary>
    public string? False { get; set; }
}

/// <summary>Marks a member of a code type with the code it stands for.</summary>
[AttributeUsage(AttributeTargets.Property)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CodeAttribute(string code, string meaning) : Attribute
{
    /// <summary>The code as it stands in a file.</summary>
    public string Code { get; } = code;

    /// <summary>What the code means.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Other spellings that are read as this code.</summary>
    public string[]? Aliases { get; set; }

    /// <summary>The year since when the code is retired, or <see langword="null"/>.</summary>
    public string? RetiredSince { get; set; }

    /// <summary>The code that replaces a retired one, or <see langword="null"/>.</summary>
    public string? Replacement { get; set; }
}

/// <summary>States a rule: on a property one of a single field, on a record struct one over several.</summary>
/// <param name="id">The rule's id.</param>
/// <param name="test">What is demanded.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Struct, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RuleAttribute(string id, string test) : Attribute
{
    /// <summary>The rule's id, such as <c>S1.022</c>.</summary>
    public string Id { get; } = id;

    /// <summary>
    /// What is demanded, as nested lists of words, numbers and quoted texts. On a property a check of the value, such as
    /// <c>(maxLength 9)</c>, perhaps with the field whose codes decide whether it applies:
    /// <c>(range &gt;= 0 &lt;= 180) (unless 'FIELD' 'Y')</c>. On a struct, what must not fail where all that is said to hold does:
    /// <c>(require (in 'FIELD' 'A' 'B') (when (present 'OTHER')))</c>.
    /// </summary>
    public string Test { get; } = test;

    /// <summary>The name of the field that a rule over several is about, or <see langword="null"/>.</summary>
    public string? Field { get; set; }

    /// <summary>How grave a finding is.</summary>
    public Severity Severity { get; set; }

    /// <summary>The rule in a sentence.</summary>
    public string? Text { get; set; }

    /// <summary>The template of the state's message.</summary>
    public string? Message { get; set; }
}
