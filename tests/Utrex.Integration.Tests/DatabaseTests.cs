using System.Data.Common;
using CsvHelper;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Utrex.Sdk.Data;
using Utrex.Tests;

namespace Utrex.Integration.Tests;

/// <summary>Records and codes in databases: the guide's exporter, columns that may be NULL, Entity Framework Core and Dapper, with SQLite and PostgreSQL.</summary>
public sealed class DatabaseTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const string SqliteLine = "using DbConnection database = new SqliteConnection(\"Data Source=:memory:\");";

    private static readonly string Guide = PageExample.Source(File.ReadAllText(Repository.PathOf("docs", "from-your-database.md")), "exporter");

    [Fact]
    public void The_exporter_of_the_guide_sends_what_it_collects_from_SQLite() => CheckGuide("sqlite", Guide);

    [PostgresFact]
    public void The_exporter_of_the_guide_does_the_same_with_PostgreSQL()
    {
        postgres.Open().Dispose();
        Guide.ShouldContain(SqliteLine);

        CheckGuide("postgres", Guide
            .Replace(SqliteLine, $"using DbConnection database = new NpgsqlConnection(\"{postgres.ConnectionString}\");", StringComparison.Ordinal)
            .Replace("using Microsoft.Data.Sqlite;", "using Npgsql;", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_of_SQLite_are_read_by_what_they_hold()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();

        CheckColumns(connection, "select '2015-03-09' as day, '20150309' as digits, '2015-03-09 07:30:00' as time, 30 as days, '030' as text_days, 3.5 as gpa, 1 as flag, 'TD' as code, 7 as number, null as missing, ' ' as blank");
    }

    [PostgresFact]
    public void Columns_of_PostgreSQL_are_read_by_what_they_hold()
    {
        using var connection = postgres.Open();

        CheckColumns(connection, "select date '2015-03-09' as day, '20150309' as digits, timestamp '2015-03-09 07:30:00' as time, 30::smallint as days, '030' as text_days, 3.5::numeric(4,3) as gpa, true as flag, 'TD'::char(4) as code, 7 as number, null::text as missing, ' ' as blank");
    }

    [Fact]
    public void Entity_Framework_Core_stores_codes_in_SQLite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();

        CheckEntities(new DbContextOptionsBuilder<SchoolContext>().UseSqlite(connection).Options);
    }

    [PostgresFact]
    public void Entity_Framework_Core_stores_codes_in_PostgreSQL()
    {
        using var connection = postgres.Open();

        CheckEntities(new DbContextOptionsBuilder<SchoolContext>().UseNpgsql(connection).Options);
    }

    [Fact]
    public void Dapper_reads_and_writes_codes_in_SQLite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();

        CheckDapper(connection);
    }

    [PostgresFact]
    public void Dapper_reads_and_writes_codes_in_PostgreSQL()
    {
        using var connection = postgres.Open();

        CheckDapper(connection);
    }

    [Fact]
    public void CsvHelper_reads_and_writes_rows_with_codes()
    {
        using var reader = new CsvReader(new StringReader("Number,Exit,Grade\n7,TD,05\n8,,12\n"), System.Globalization.CultureInfo.InvariantCulture);
        UtrexSpecification.VisitCodeTypes(new CodeColumns(reader.Context));

        var rows = reader.GetRecords<CsvStudent>().ToList();

        rows.ShouldBe([new CsvStudent { Number = 7, Exit = "TD", Grade = "05" }, new CsvStudent { Number = 8, Grade = "12" }]);
        using var text = new StringWriter();
        using (var writer = new CsvWriter(text, System.Globalization.CultureInfo.InvariantCulture))
        {
            UtrexSpecification.VisitCodeTypes(new CodeColumns(writer.Context));
            writer.WriteRecords(rows);
        }

        text.ToString().ReplaceLineEndings("\n").ShouldBe("Number,Exit,Grade\n7,TD,05\n8,,12\n");
    }

    private static void CheckGuide(string name, string source)
    {
        var output = PageExample.Run("guide." + name, source);

        output.ShouldContain("line 3: S1.001 ");
        output.ShouldContain("StudentSchoolEnrollment 2");
        output.ShouldContain("values that SIF does not carry: 0\n");
        output.ShouldEndWith("collected: 4 records, 0 problems, the same batch\n");
    }

    private static void CheckColumns(DbConnection connection, string select)
    {
        using var command = connection.CreateCommand();
        command.CommandText = select;
        using var rows = command.ExecuteReader();
        rows.Read().ShouldBeTrue();

        rows.DayOrNull("day").ShouldBe(new DateOnly(2015, 3, 9));
        rows.DayOrNull("digits").ShouldBe(new DateOnly(2015, 3, 9));
        rows.DayOrNull("time").ShouldBe(new DateOnly(2015, 3, 9));
        rows.TimeOrNull("time").ShouldBe(new DateTime(2015, 3, 9, 7, 30, 0));
        rows.TimeOrNull("day").ShouldBe(new DateTime(2015, 3, 9));
        rows.TextOrNull("day").ShouldBe("2015-03-09");
        rows.IntegerOrNull("days").ShouldBe(30);
        rows.IntegerOrNull("text_days").ShouldBe(30);
        rows.DecimalOrNull("gpa").ShouldBe(3.5m);
        rows.FlagOrNull("flag").ShouldBe(true);
        rows.CodeOrBlank<ExitCode>("code").ShouldBe("TD");
        rows.TextOrNull("number").ShouldBe("7");

        rows.TextOrNull("missing").ShouldBeNull();
        rows.DayOrNull("missing").ShouldBeNull();
        rows.TimeOrNull("missing").ShouldBeNull();
        rows.IntegerOrNull("missing").ShouldBeNull();
        rows.DecimalOrNull("missing").ShouldBeNull();
        rows.FlagOrNull("missing").ShouldBeNull();
        rows.CodeOrBlank<ExitCode>("missing").IsBlank.ShouldBeTrue();
        rows.DayOrNull("blank").ShouldBeNull();
        rows.IntegerOrNull("blank").ShouldBeNull();

        Should.Throw<FormatException>(() => rows.DayOrNull("number")).Message.ShouldMatch("^Column number holds a Int(32|64) that is not a day ");
        Should.Throw<FormatException>(() => rows.IntegerOrNull("gpa")).Message.ShouldContain("Column gpa");
        Should.Throw<FormatException>(() => rows.DecimalOrNull("code")).Message.ShouldContain("Column code holds a String that is not a number.");
        Should.Throw<FormatException>(() => rows.FlagOrNull("days")).Message.ShouldContain("a Boolean, 1 or 0");
        Should.Throw<FormatException>(() => rows.CodeOrBlank<ExitCode>("number")).Message.ShouldStartWith("Column number: '7' is no code of ExitCode.");
    }

    private static void CheckEntities(DbContextOptions<SchoolContext> options)
    {
        using (var context = new SchoolContext(options))
        {
            context.Database.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalDatabaseCreator>().CreateTables();
            context.Students.AddRange(new Student { Id = 1, Grade = "05", Exit = "TD" }, new Student { Id = 2, Grade = "12" }, new Student { Id = 3, Exit = default(ExitCode) });
            context.SaveChanges();
        }

        using var again = new SchoolContext(options);
        again.Students.OrderBy(student => student.Id).Select(student => new { student.Grade, student.Exit }).AsEnumerable().Select(student => (student.Grade.Code, student.Exit?.Code)).ShouldBe([("05", "TD"), ("12", null), ("", "")]);
        again.Students.Single(student => student.Exit == ExitCode.Parse("TD")).Id.ShouldBe(1);
        again.Students.AsEnumerable().OrderBy(student => student.Grade).Select(student => student.Id).ShouldBe([3, 1, 2]);
    }

    private static void CheckDapper(DbConnection connection)
    {
        UtrexSpecification.VisitCodeTypes(new CodeHandlers());
        connection.Execute("create table left_school (id integer, exit_code text)");
        connection.Execute("insert into left_school values (@Id, @Exit)", new[] { new Left { Id = 1, Exit = "TD" }, new Left { Id = 2 } });

        connection.ExecuteScalar<long>("select count(*) from left_school where exit_code is null").ShouldBe(1);
        connection.Query<Left>("select id as Id, exit_code as Exit from left_school where exit_code = @exit", new { exit = ExitCode.Parse("TD") }).ShouldBe([new Left { Id = 1, Exit = "TD" }]);
        connection.Query<Left>("select id as Id, exit_code as Exit from left_school order by id").Select(left => left.Exit.Code).ShouldBe(["TD", ""]);
        Should.Throw<Exception>(() => connection.Query<Left>("select 3 as Id, 'TDD' as Exit").ToList()).ToString().ShouldContain("'TDD' is no code of ExitCode. Did you mean 'TD'");
    }

    /// <summary>A row of CSV.</summary>
    public sealed record CsvStudent
    {
        public int Number { get; init; }

        public ExitCode Exit { get; init; }

        public GradeLevel Grade { get; init; }
    }

    public sealed class Student
    {
        public int Id { get; init; }

        public GradeLevel Grade { get; init; }

        public ExitCode? Exit { get; init; }
    }

    public sealed record Left
    {
        public int Id { get; init; }

        public ExitCode Exit { get; init; }
    }

    public sealed class SchoolContext(DbContextOptions<SchoolContext> options) : DbContext(options)
    {
        public DbSet<Student> Students => Set<Student>();

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => UtrexSpecification.VisitCodeTypes(new CodeConventions(configurationBuilder));
    }
}
