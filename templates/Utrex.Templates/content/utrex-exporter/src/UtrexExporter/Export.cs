using System.Data.Common;
using Utrex.Sdk.Data;
using Utrex.Sdk.Records;
using Utrex.Sdk.Text;
using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.Y2026.Records;

namespace UtrexExporter;

/// <summary>Rows of the database as UTREx records, in the order of a batch: the district, then each school with its students.</summary>
/// <param name="database">The database, open.</param>
/// <param name="lea">The number of the LEA.</param>
/// <param name="asOf">The day of the extract.</param>
public sealed class Export(DbConnection database, string lea, DateOnly asOf)
{
    /// <summary>Every record of the batch.</summary>
    public IEnumerable<IRecord> Records()
    {
        yield return new DistrictRecord { LeaNumber = lea, SchoolYear = 2026, WhichMonth = Month.October, SisAsOfDate = asOf.ToDateTime(default) };
        foreach (var school in Schools().ToList())
        {
            yield return school;
            foreach (var student in Students(school.SchoolNumber!))
            {
                yield return student;
            }
        }
    }

    private IEnumerable<SchoolRecord> Schools()
    {
        foreach (var row in Query("select * from school order by number"))
        {
            yield return new SchoolRecord
            {
                SchoolNumber = row.TextOrNull("number"),
                DaysInSchoolYear = row.IntegerOrNull("days"),
                LastDayOfSchool = row.TextOrNull("last_day") is { } day ? MonthDay.Parse(day) : null,
                ScheduleYearType = "S",
                ScheduleDayType = "E",
                LeaNumber = lea,
            };
        }
    }

    private IEnumerable<StudentRecord> Students(string school)
    {
        foreach (var row in Query("select * from student where school = @school order by number", ("@school", school)))
        {
            yield return new StudentRecord
            {
                LeaNumber = lea,
                SchoolNumber = school,
                StudentNumber = row.TextOrNull("number"),
                StatewideStudentId = row.TextOrNull("ssid"),
                LastName = row.TextOrNull("last_name"),
                FirstName = row.TextOrNull("first_name"),
                MiddleName = row.TextOrNull("middle_name"),
                BirthDate = row.DayOrNull("born"),
                Sex = row.CodeOrBlank<Sex>("sex"),
                GradeLevel = row.CodeOrBlank<GradeLevel>("grade"),
                EntryDate = row.DayOrNull("entered"),
                ExitDate = row.DayOrNull("left_school"),
                ExitCode = row.CodeOrBlank<ExitCode>("exit_code"),
                SchoolMembership = row.IntegerOrNull("days") is { } days ? days : default,
                ParentGuardianFirstName = row.TextOrNull("guardian_first_name"),
                ParentGuardianLastName = row.TextOrNull("guardian_last_name"),
                PhoneNumber = row.TextOrNull("phone"),
                StudentPhysicalAddress1 = row.TextOrNull("street"),
                StudentPhysicalCity = row.TextOrNull("city"),
                StudentPhysicalState = "UT",
                StudentPhysicalZipCode = row.TextOrNull("zip"),

                // What the example's database does not know: take it from yours.
                Ethnicity = false,
                White = true,
                RaceObserverId = false,
                Homeless = Homeless.NotHomeless,
                ResidentStatus = "U",
                DistrictOfResidence = lea,
            };
        }
    }

    private IEnumerable<DbDataReader> Query(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return rows;
        }
    }
}
