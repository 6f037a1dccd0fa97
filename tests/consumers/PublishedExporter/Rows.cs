#if ENTITY_FRAMEWORK
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Utrex.Sdk.Y2026;
using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.Y2026.Records;

namespace PublishedExporter;

/// <summary>A row of the table of students.</summary>
internal sealed class Student
{
    public required string Id { get; init; }

    public DateOnly? Born { get; init; }

    public GradeLevel Grade { get; init; }

    public ExitCode Exit { get; init; }
}

/// <summary>The database, whose columns are codes and days.</summary>
internal sealed class SchoolContext(DbContextOptions<SchoolContext> options) : DbContext(options)
{
    public DbSet<Student> Students => Set<Student>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => UtrexSpecification.VisitCodeTypes(new CodeConventions(configurationBuilder));
}

/// <summary>The students by Entity Framework Core.</summary>
internal static class Rows
{
    public static StudentRecord[] Students()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var school = new SchoolContext(new DbContextOptionsBuilder<SchoolContext>().UseSqlite(connection).Options);
        school.Database.EnsureCreated();
        school.AddRange(new Student { Id = "1", Born = new DateOnly(2015, 3, 9), Grade = "05" }, new Student { Id = "2", Born = new DateOnly(2014, 11, 2), Grade = "05", Exit = "TD" });
        school.SaveChanges();
        ExitCode left = "TD";
        var gone = school.Students.AsNoTracking().Count(student => student.Exit == left);
        return gone != 1 ? [] :
        [
            .. school.Students.AsNoTracking().OrderBy(student => student.Id).AsEnumerable().Select(student => Usual.Student with
            {
                StudentNumber = student.Id, BirthDate = student.Born, GradeLevel = student.Grade, ExitCode = student.Exit,
            }),
        ];
    }
}
#else
using Microsoft.Data.Sqlite;
using Utrex.Sdk.Data;
using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.Y2026.Records;

namespace PublishedExporter;

/// <summary>The students by a data reader.</summary>
internal static class Rows
{
    public static StudentRecord[] Students()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select '1' as id, '2015-03-09' as born, '05' as grade, null as left_by union select '2', '2014-11-02', '05', 'TD'";
        using var rows = command.ExecuteReader();
        var students = new List<StudentRecord>();
        while (rows.Read())
        {
            students.Add(Usual.Student with
            {
                StudentNumber = rows.TextOrNull("id"), BirthDate = rows.DayOrNull("born"), GradeLevel = rows.CodeOrBlank<GradeLevel>("grade"), ExitCode = rows.CodeOrBlank<ExitCode>("left_by"),
            });
        }

        return [.. students];
    }
}
#endif
