namespace Utrex.Generators.Model;

/// <summary>A rule over several fields of a record: where every test of <paramref name="When"/> holds, <paramref name="Require"/> must not fail.</summary>
internal sealed record ConditionModel(EquatableArray<TestModel> When, TestModel Require)
{
    /// <summary>Every test, with those inside others.</summary>
    public IEnumerable<TestModel> Tests => When.Append(Require).SelectMany(test => test.All);
}

internal enum TestKind
{
    /// <summary>The field has a value.</summary>
    Present,

    /// <summary>The field has none.</summary>
    Blank,

    /// <summary>The field, or a part of it, is one of the values.</summary>
    In,

    /// <summary>The field, or a part of it, is none of the values.</summary>
    NotIn,

    /// <summary>The field has one of the values somewhere in it.</summary>
    Contains,

    /// <summary>The field stands in a relation to an operand.</summary>
    Compare,

    /// <summary>The age on a day stands in a relation to a number of years or months.</summary>
    Age,

    /// <summary>The school year has ended in the record's school.</summary>
    YearEnd,

    /// <summary>The school year has not ended in the record's school.</summary>
    NotYearEnd,

    /// <summary>Every inner test holds.</summary>
    All,

    /// <summary>At least one inner test holds.</summary>
    Any,
}

/// <summary>A test of a condition. It holds, it fails, or it is unknown because a value that it needs cannot be read.</summary>
/// <param name="Kind">What is tested.</param>
/// <param name="Fields">The field; for a list of pairs, both.</param>
/// <param name="Values">The values of an In or NotIn; for pairs, first and second by turns.</param>
/// <param name="Group">The group of codes that stands for its values, until it is resolved.</param>
/// <param name="List">The list that stands for its values, until it is resolved.</param>
/// <param name="Table">The code table that stands for its values, until it is resolved.</param>
/// <param name="Column">The column of the list.</param>
/// <param name="Flag">The column that must not be empty for a row of the list to count.</param>
/// <param name="Start">The first character of the part, from 1.</param>
/// <param name="Length">The characters of the part, or 0 for all.</param>
/// <param name="Relation">The relation of a Compare or Age.</param>
/// <param name="Operand">What a Compare compares with, and the day of an Age.</param>
/// <param name="Years">The years of an Age.</param>
/// <param name="Months">The months of an Age.</param>
/// <param name="Tests">The inner tests.</param>
internal sealed record TestModel(
    TestKind Kind,
    EquatableArray<string> Fields,
    EquatableArray<string> Values,
    string? Group,
    string? List,
    string? Table,
    string? Column,
    string? Flag,
    int Start,
    int Length,
    string Relation,
    OperandModel? Operand,
    int? Years,
    int? Months,
    EquatableArray<TestModel> Tests)
{
    /// <summary>The only or first field.</summary>
    public string Field => Fields.Count > 0 ? Fields[0] : "";

    /// <summary>This test and those inside it.</summary>
    public IEnumerable<TestModel> All => Tests.SelectMany(test => test.All).Prepend(this);

    /// <summary>Every field that the test reads, without those of inner tests.</summary>
    public IEnumerable<string> Reads => Fields.Concat(new[] { Operand?.Field, Operand?.To }.OfType<string>());
}

/// <summary>What a field is compared with: another field, a day of the run, a number, or the weekdays between two fields.</summary>
/// <param name="Field">A field; of a count of weekdays, the first day.</param>
/// <param name="To">Of a count of weekdays, the field of the day after the last one.</param>
/// <param name="Day">A day of the run.</param>
/// <param name="Plus">Days to add.</param>
/// <param name="Number">A number.</param>
internal sealed record OperandModel(string? Field, string? To, string? Day, int Plus, decimal? Number);
