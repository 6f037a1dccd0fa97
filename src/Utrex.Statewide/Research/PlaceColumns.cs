using System.Globalization;
using Utrex.Sdk.Specification;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>The columns that most tables begin with: whose submission a row is from, and whose record it is.</summary>
internal static class PlaceColumns
{
    private const int LongestNumber = 20;

    /// <summary>The LEA.</summary>
    public static ResearchColumn Lea { get; } = new() { Name = "lea", Kind = ColumnKind.Text, Definition = "The number of the LEA whose submission the row is from." };

    /// <summary>The school year; records have fields of that name.</summary>
    public static ResearchColumn SchoolYear { get; } = new() { Name = "submission_year", Kind = ColumnKind.Integer, Definition = "The school year of the submission, by the year in which it ends." };

    /// <summary>The line.</summary>
    public static ResearchColumn Line { get; } = new() { Name = "line", Kind = ColumnKind.Integer, Definition = "The line of the submitted file." };

    /// <summary>The student, in a year's words.</summary>
    public static ResearchColumn Ssid(SpecificationInfo year)
    {
        var record = year.FindRecord(StudentRecord.Info.Id);
        return new ResearchColumn
        {
            Name = "ssid",
            Kind = ColumnKind.Text,
            Definition = "The statewide student id, without leading zeros: of a student record its own, of another record that of the student record with the same school and student number in the submission. It joins the tables and the years.",
            Record = record,
            Field = record?.FindKey(FieldKey.StatewideStudentId),
        };
    }

    /// <summary>Writes LEA and school year.</summary>
    public static void Write(Submission submission, IRowWriter rows)
    {
        Write(submission.Lea, rows);
        rows.Write(submission.SchoolYear);
    }

    /// <summary>Writes the number of a student's SSID.</summary>
    public static void WriteSsid(long? student, IRowWriter rows)
    {
        if (student is not { } key)
        {
            rows.WriteNull();
            return;
        }

        Span<byte> digits = stackalloc byte[LongestNumber];
        StudentKey.NumberOf(key).TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        rows.Write(digits[..length]);
    }

    /// <summary>Writes a text, or that there is none.</summary>
    public static void Write(string? text, IRowWriter rows)
    {
        if (string.IsNullOrEmpty(text))
        {
            rows.WriteNull();
        }
        else
        {
            rows.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }
    }
}
