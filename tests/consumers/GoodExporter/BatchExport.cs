using System.Buffers;
using GoodExporter.Sis;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Y2026.Records;

namespace GoodExporter;

/// <summary>Writes the batch of the district, and one of each school for its own archive.</summary>
internal sealed class BatchExport(District district, SubmissionContext context)
{
    public Dictionary<string, ReadOnlyMemory<byte>> Archives { get; } = [];
    public int Doubtful { get; private set; }

    public ReadOnlyMemory<byte> Write()
    {
        var output = new ArrayBufferWriter<byte>();
        var batch = new BatchWriter(output, RecordLayout.Delimited);
        WriteDistrict(batch);
        foreach (var school in district.Schools)
        {
            // Each school's archive is a batch of its own.
            var copy = new ArrayBufferWriter<byte>();
            var archive = new BatchWriter(copy, RecordLayout.Positional, crLf: true);
            var schoolRecord = SchoolMapping.Map(district, school);
            batch.Write(schoolRecord);
            foreach (var section in school.Sections)
            {
                batch.Write(SchoolMapping.Map(district, school, section));
            }
            archive.Write(SchoolMapping.Map(district));
            archive.Write(schoolRecord);
            foreach (var record in StudentRecords(school))
            {
                batch.Write(record);
                archive.Write(record);
            }

            WriteServices(batch, school);
            WriteIncidents(batch, school);
            Archives.Add(school.Number, copy.WrittenMemory);
        }

        return output.WrittenMemory;
    }

    private void WriteDistrict(BatchWriter batch) => batch.Write(SchoolMapping.Map(district));

    private IEnumerable<StudentRecord> StudentRecords(School school)
    {
        var mapping = new StudentMapping(district, school);
        var validator = new RecordValidator(context, DateOnly.FromDateTime(district.ExtractedAt), school.LastDay);
        foreach (var (student, enrollment) in school.Students.SelectMany(student => student.Enrollments, ValueTuple.Create))
        {
            var record = StudentMapping.Corrected(mapping.Map(student, enrollment));
            var findings = validator.Validate(record);
            foreach (var finding in findings)
            {
                Console.WriteLine($"student {student.Number}\t{finding.Rule.Id}: {finding.FormatMessage(context)}");
            }

            Doubtful += findings.Any(finding => finding.Rule.Id != "S1.333w") ? 1 : 0;
            yield return record;
        }
    }

    private void WriteServices(BatchWriter batch, School school)
    {
        var mapping = new StudentMapping(district, school);
        foreach (var student in school.Students)
        {
            student.Services.ToList().ForEach(service => batch.Write(mapping.Map(student, service)));
            student.Schedule.ToList().ForEach(section => batch.Write(SchoolMapping.Map(district, school, student, section)));
        }
    }

    private void WriteIncidents(BatchWriter batch, School school)
    {
        foreach (var incident in school.Incidents)
        {
            batch.Write(SchoolMapping.Map(district, school, incident));
            incident.Involved.ToList().ForEach(involvement => batch.Write(SchoolMapping.Map(district, school, incident, involvement)));
        }
    }
}
