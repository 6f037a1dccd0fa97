using System.Buffers;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Text;
using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.Y2026.Records;

// A batch of typed records as SIF objects, collected again.
var district = new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, WhichMonth = "OCT", SisAsOfDate = new DateTime(2025, 10, 1) };
var school = new SchoolRecord { SchoolNumber = "104", DaysInSchoolYear = 180, LastDayOfSchool = new MonthDay(5, 29), ScheduleYearType = "S", ScheduleDayType = "E", LeaNumber = "01" };
var emma = new StudentRecord
{
    SchoolNumber = "104", StudentNumber = "1", StatewideStudentId = "1234567", LastName = "Jensen", FirstName = "Emma", BirthDate = new DateOnly(2015, 3, 9),
    Sex = "F", Ethnicity = false, White = true, RaceObserverId = false, Homeless = Homeless.NotHomeless, ResidentStatus = "U",
    GradeLevel = "05", EntryDate = new DateOnly(2025, 8, 18), SchoolMembership = 30, LeaNumber = "01", DistrictOfResidence = "01",
    ParentGuardianFirstName = "Ida", ParentGuardianLastName = "Jensen", PhoneNumber = "8015550100",
    StudentPhysicalAddress1 = "1 Main St", StudentPhysicalCity = "American Fork", StudentPhysicalState = "UT", StudentPhysicalZipCode = "84003",
};
StudentRecord[] students = [emma, emma with { StudentNumber = "2", StatewideStudentId = "1234568", FirstName = "O'Neil", GradeLevel = "10", BirthDate = new DateOnly(2010, 7, 1) }];

var expected = new ArrayBufferWriter<byte>();
var batch = new BatchWriter(expected, RecordLayout.Delimited);
using var xml = new MemoryStream();
using var sif = new SifWriter(xml);
batch.Write(district);
sif.Write(district);
batch.Write(school);
sif.Write(school);
foreach (var student in students)
{
    batch.Write(student);
    sif.Write(student);
}

sif.Complete();

using var collector = new SifCollector();
collector.Add(new MemoryStream(xml.ToArray()), "october.xml");
var collected = new ArrayBufferWriter<byte>();
collector.Write(new BatchWriter(collected, RecordLayout.Delimited));
var isSame = collector.Problems.Count == 0 && collected.WrittenSpan.SequenceEqual(expected.WrittenSpan);
Console.WriteLine($"StudentSchoolEnrollment {sif.Report.Objects["StudentSchoolEnrollment"]}, {sif.Report.LossCount} lost, {(isSame ? "the same batch" : Encoding.UTF8.GetString(collected.WrittenSpan))}");
return isSame ? 0 : 1;
