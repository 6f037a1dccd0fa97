using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Transcripts;

/// <summary>Writes transcripts as a batch: the records ST, TA, TC and TG, and what a batch needs around them.</summary>
public static class TranscriptBatch
{
    /// <summary>
    /// Writes a batch of transcripts of one LEA, by school: the district record, and for each school its record (SC), and for each student the student
    /// record (S1), of which a transcript knows but a part, then ST, TA, TC and TG.
    /// </summary>
    /// <param name="writer">Takes the records.</param>
    /// <param name="transcripts">The transcripts, in any order; those of a school keep theirs.</param>
    /// <param name="asOf">The time of the extract.</param>
    /// <returns>The number of records.</returns>
    /// <exception cref="ArgumentException">The transcripts are of several LEAs.</exception>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch; the message names record and field.</exception>
    public static int Write(BatchWriter writer, IReadOnlyCollection<Transcript> transcripts, DateTime asOf)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(transcripts);
        var leas = transcripts.Select(transcript => transcript.LeaNumber).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (leas.Count > 1)
        {
            throw new ArgumentException($"A batch is of one LEA, and the transcripts are of {string.Join(", ", leas.Select(lea => PrintableText.Quote(lea)))}.", nameof(transcripts));
        }

        var lea = leas.FirstOrDefault() is { Length: > 0 } number ? number : null;
        var count = 0;
        Put(new DistrictRecord
        {
            LeaNumber = lea,
            SchoolYear = SubmissionContext.SchoolYearOf(DateOnly.FromDateTime(asOf)),
            WhichMonth = Month.All[asOf.Month - 1],
            SisAsOfDate = new DateTime(asOf.Ticks - (asOf.Ticks % TimeSpan.TicksPerMillisecond)),
        });
        foreach (var school in transcripts.GroupBy(transcript => transcript.SchoolNumber, StringComparer.Ordinal).OrderBy(school => school.Key, StringComparer.Ordinal))
        {
            Put(new SchoolRecord { LeaNumber = lea, SchoolNumber = school.Key.Length > 0 ? school.Key : null });
            foreach (var transcript in school)
            {
                Write(transcript);
            }
        }

        return count;

        void Write(Transcript transcript)
        {
            if (transcript.Student is { } student)
            {
                Put(student.ToRecord() with { LeaNumber = lea, SchoolNumber = transcript.Head.SchoolNumber, StudentNumber = transcript.Head.StudentNumber });
            }

            Put(transcript.Head);
            foreach (var test in transcript.Tests)
            {
                Put(test);
            }

            foreach (var course in transcript.Courses)
            {
                Put(course.Record);
                foreach (var grade in course.Grades)
                {
                    Put(grade);
                }
            }
        }

        void Put<TRecord>(in TRecord record)
            where TRecord : struct, IRecord<TRecord>
        {
            writer.Write(record);
            count++;
        }
    }
}
