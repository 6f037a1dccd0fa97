using System.Globalization;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Sampling.Submissions;

/// <summary>
/// The registers that go with all batches of a sample: the sample's own, with rows for the other LEAs, years and SSIDs, and with what Level 2
/// asks besides: where students live, which schedules are approved, and which courses teach Essential Elements.
/// </summary>
internal sealed class SubmissionRegisters
{
    /// <summary>The register of addresses.</summary>
    public const string Residences = "REF_RESIDENCE.csv";

    private readonly Dictionary<string, (ReferenceTable Table, ILookup<string, string[]> Rows)> _tables;

    /// <summary>The registers of some batches.</summary>
    /// <param name="tables">Those of the sample.</param>
    /// <param name="own">Whose batch the sample is.</param>
    /// <param name="submissions">The batches.</param>
    /// <param name="edits">What is done to the rows.</param>
    public SubmissionRegisters(IEnumerable<ReferenceTable> tables, SubmissionKey own, IReadOnlyList<SampleSubmission> submissions, ReferenceEditor edits)
    {
        var keys = submissions.Select(submission => submission.Key).ToList();
        var students = submissions.SelectMany(submission => submission.Batch.Records.Where(record => string.Equals(record.Info.Id, StudentRecord.Info.Id, StringComparison.Ordinal))).ToList();
        var complete = tables.Select(table => table.File switch
        {
            SampleReference.Leas => table with { Rows = [.. table.Rows, .. OtherLeas(table, own, keys)] },
            SampleReference.Schools => (table with { Rows = [.. keys.SelectMany(key => SchoolsOf(table, own, key)).DistinctBy(row => string.Join('\t', row), StringComparer.Ordinal)] }).WithColumn("APPROVED_SCHEDULE", "N"),
            SampleReference.Courses => table.WithColumn("ESSENTIAL_ELEMENTS", "N"),
            SampleReference.Students => table with { Rows = [.. table.Rows, .. FurtherStudents(table, students)] },
            _ => table,
        }).Append(Addresses(students));
        _tables = complete.Select(table => table with { Rows = [.. edits.Apply(table, table.Rows)] })
            .ToDictionary(table => table.File, table => (table, table.Rows.ToLookup(table.KeyOf, StringComparer.Ordinal)), StringComparer.Ordinal);
    }

    /// <summary>The tables as they are written.</summary>
    public IEnumerable<ReferenceTable> Tables => _tables.Values.Select(entry => entry.Table);

    /// <summary>The registers as rules of Level 1 see them.</summary>
    public IReferenceData ReferenceData => new SampleReferenceData((file, key) => _tables[file].Rows[key].Select(row => new ReferenceRow(_tables[file].Table, row)));

    private static IEnumerable<string[]> OtherLeas(ReferenceTable table, SubmissionKey own, IEnumerable<SubmissionKey> keys) =>
        from lea in keys.Select(key => key.Lea).Distinct(StringComparer.Ordinal).Where(lea => !string.Equals(lea, own.Lea, StringComparison.Ordinal))
        select table.Change(table.Change(table.Rows.First(), "LEA_NUMBER", lea), "LEA_NAME", SampleReference.LeaName(lea));

    /// <summary>The schools of an LEA's year are those of the sample, and those that all LEAs share.</summary>
    private static IEnumerable<string[]> SchoolsOf(ReferenceTable table, SubmissionKey own, SubmissionKey key)
    {
        var lea = table.Find("LEA_NUMBER");
        return from row in table.Rows
               let moved = string.Equals(row[lea], own.Lea, StringComparison.Ordinal) ? table.Change(row, "LEA_NUMBER", key.Lea) : row
               select table.Change(moved, "SCHOOL_YEAR", key.SchoolYear.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A row for each LEA that has the student, and for each SSID that a student has besides the one of the sample.</summary>
    private static IEnumerable<string[]> FurtherStudents(ReferenceTable table, IEnumerable<EditableRecord> students)
    {
        var known = table.Rows.Select(row => (table.KeyOf(row), row[table.Find("LEA_NUMBER")])).ToHashSet();
        var people = table.Rows.ToLookup(row => (row[table.Find("LAST_NAME")], row[table.Find("FIRST_NAME")], row[table.Find("BIRTH_DATE")]));
        return from student in students
               let ssid = Value(student, nameof(StudentRecord.StatewideStudentId))
               let lea = Value(student, nameof(StudentRecord.LeaNumber))
               where known.Add((ssid, lea))
               from row in people[(Value(student, nameof(StudentRecord.LastName)), Value(student, nameof(StudentRecord.FirstName)), Value(student, nameof(StudentRecord.BirthDate)))].Take(1)
               select table.Change(table.Change(row, "SSID", ssid), "LEA_NUMBER", lea);
    }

    private static ReferenceTable Addresses(IEnumerable<EditableRecord> students) => new(Residences, "ADDRESS1", ["ADDRESS1", "CITY", "ZIP", "DISTRICT"], students.Select(student => new[]
    {
        Value(student, nameof(StudentRecord.StudentPhysicalAddress1)), Value(student, nameof(StudentRecord.StudentPhysicalCity)),
        Value(student, nameof(StudentRecord.StudentPhysicalZipCode)), Value(student, nameof(StudentRecord.DistrictOfResidence)),
    }).DistinctBy(row => string.Join('\t', row), StringComparer.Ordinal));

    private static string Value(EditableRecord record, string property) => record[record.Info.FindProperty(property)];
}
