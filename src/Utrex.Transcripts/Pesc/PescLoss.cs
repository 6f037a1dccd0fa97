using Utrex.Sdk.Specification;

namespace Utrex.Transcripts.Pesc;

/// <summary>A value of a transcript that PESC has no place for, or not as it is.</summary>
/// <param name="SchoolNumber">The school.</param>
/// <param name="StudentNumber">The student.</param>
/// <param name="Record">The record type.</param>
/// <param name="Number">Which of the student's records of this type, from 1, in the order of the document.</param>
/// <param name="Field">The field; <see langword="null"/> where the whole record is left out.</param>
/// <param name="Value">The value.</param>
/// <param name="IsCarried">
/// Whether the document has it all the same, among the fields without a place: a program that reads UTREx extensions has it back, others have not.
/// </param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record PescLoss(string SchoolNumber, string StudentNumber, RecordInfo Record, int Number, FieldInfo? Field, string Value, bool IsCarried)
{
    /// <summary>Record, field and what becomes of it; neither the student nor the value.</summary>
    public override string ToString() => Field is null ? $"{Record.Id}: the record is left out"
        : IsCarried ? $"{Record.Id} {Field.Name}: among the user defined extensions"
        : $"{Record.Id} {Field.Name}: left out";
}
