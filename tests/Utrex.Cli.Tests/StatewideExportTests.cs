using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Data.Sqlite;
using Parquet;
using Parquet.Schema;
using Utrex.Cli.SchoolYears;
using Utrex.Statewide.Research;
using Utrex.Statewide.Store;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary><c>utrex statewide export</c>: the three formats hold the same, and nothing of a file is there before all of it is.</summary>
public sealed class StatewideExportTests : IDisposable
{
    private const int Kills = 6;

    private static readonly IReadOnlyList<ResearchTable> Tables = new ResearchFile(Years.Specifications).Tables;

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("state.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_format_holds_the_same()
    {
        await Load(students: 120);
        (await Export("sqlite", "research.db")).ExitCode.ShouldBe(0);
        (await Export("parquet", "parquet")).ExitCode.ShouldBe(0);
        var run = await Export("csv", "csv");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldMatch("""^LEA 01, 2025-26: students: 120, rows by student and year: \d+, records: \d+\nearlier years of these students: 2025, from 2 LEAs\n$""");
        var rows = 0;
        foreach (var table in Tables)
        {
            var csv = Csv(table);
            Sqlite(table).ShouldBe(csv, table.Name);
            (await Parquet(table)).ShouldBe(csv, table.Name);
            rows += csv.Count;
        }

        rows.ShouldBeGreaterThan(5000);
        Csv(Tables[0]).Select(row => row.Split('|')[1]).Distinct().Order().ShouldBe(["2025", "2026"]);
        Directory.EnumerateFiles(_folder.File("csv")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(Tables.Select(table => table.Name).Order(StringComparer.Ordinal));
        Directory.EnumerateFiles(_folder.File("parquet")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(Tables.Select(table => table.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>Dates are dates and numbers numbers, as far as a format has types.</summary>
    [Fact]
    public async Task Columns_have_the_types_of_the_dictionary()
    {
        await Load(students: 10);
        await Export("sqlite", "research.db");
        await Export("parquet", "parquet");

        foreach (var table in Tables)
        {
            Query($"SELECT name || ' ' || type FROM pragma_table_info('{table.Name}')").ShouldBe(table.Columns.Select(column => column.Name + column.Kind switch
            {
                ColumnKind.Integer => " INTEGER",
                ColumnKind.Number => " REAL",
                ColumnKind.Day => " DATE",
                _ => " TEXT",
            }));
            await using var parquet = await OpenParquet(table);
            parquet.Schema.DataFields.Select(field => $"{field.Name} {field.ClrType.Name} {field.IsNullable}").ShouldBe(table.Columns.Select(column => column.Name + column.Kind switch
            {
                ColumnKind.Integer => " Int64 True",
                ColumnKind.Number => " Double True",
                ColumnKind.Day => " DateOnly True",
                _ => $" {parquet.Schema.DataFields[0].ClrType.Name} True",
            }));
            parquet.CustomMetadata["table"].ShouldBe(table.Definition);
            table.Columns.ShouldAllBe(column => parquet.CustomMetadata["column." + column.Name] == column.Definition);
        }
    }

    [Fact]
    public async Task What_was_there_is_replaced_and_kept_where_the_export_fails()
    {
        await Load(students: 10);
        foreach (var (format, output, file) in new[] { ("sqlite", "research.db", "research.db"), ("csv", "csv", Path.Combine("csv", "s1.csv")) })
        {
            (await Export(format, output)).ExitCode.ShouldBe(0);
            var before = await File.ReadAllBytesAsync(_folder.File(file));

            (await Export(format, output, "--lea", "99")).ShouldFailWith("no submission of LEA 99");
            (await File.ReadAllBytesAsync(_folder.File(file))).ShouldBe(before);
            (await Export(format, output, "--lea", "02")).ExitCode.ShouldBe(0);
            (await File.ReadAllBytesAsync(_folder.File(file))).ShouldNotBe(before);
        }

        Directory.EnumerateFileSystemEntries(_folder.Path, "*.partial", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).ShouldBeEmpty();
    }

    /// <summary>The folder of a new output is as if nothing had been, or has all that it is to have.</summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("parquet")]
    [InlineData("csv")]
    public async Task An_export_that_is_killed_leaves_nothing_half(string format)
    {
        await Load(students: 400);
        var random = new Random(3);
        var length = TimeSpan.FromSeconds(2);
        var killed = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var output = _folder.File($"out{kill}");
            using var process = ToolProcess.Start("statewide", "export", "--store", Store, "--lea", "01", "--to", format, "--output", output);
            var start = Stopwatch.GetTimestamp();
            if (process.WaitForExit(length * (0.3 + (0.7 * random.NextDouble()))))
            {
                length = Stopwatch.GetElapsedTime(start);
            }
            else
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync();
            var found = File.Exists(output) ? new[] { output } : Directory.Exists(output) ? [.. Directory.EnumerateFiles(output)] : Array.Empty<string>();
            (found.Length is 0 || found.Length == (format is "sqlite" ? 1 : Tables.Count)).ShouldBeTrue(string.Join(", ", found));
        }

        killed.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("csv")]
    public async Task A_disk_that_is_full_is_said(string format)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await Load(students: 400);
        var tool = Path.Combine(AppContext.BaseDirectory, "utrex.dll");

        // A limit on the size of files is what a disk without room is to who writes.
        var (exitCode, output) = ProgramRun.Of("/bin/sh", Repository.Root, $"-c \"trap '' XFSZ; ulimit -f 100; DOTNET_EnableWriteXorExecute=0 dotnet '{tool}' statewide export --store '{Store}' --lea 01 --to {format} --output '{_folder.File("full")}'\"");

        exitCode.ShouldBe(2, output);
        output.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("utrex: ");
        Path.Exists(_folder.File("full")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_store_is_no_place_for_its_research_file()
    {
        await Load(students: 10);
        var before = await File.ReadAllBytesAsync(Store);

        (await Export("sqlite", "state.db")).ShouldFailWith("which would be lost");
        (await File.ReadAllBytesAsync(Store)).ShouldBe(before);
        (await Export("csv", "state.db")).ShouldFailWith("is a file; name a folder");
        Directory.CreateDirectory(_folder.File("folder"));
        (await Export("sqlite", "folder")).ShouldFailWith("is a folder; name a file");
        (await Export("sqlite", Path.Combine("none", "research.db"))).ShouldFailWith("does not exist");
    }

    [Fact]
    public async Task What_there_is_not_is_said_in_a_line()
    {
        await Load(students: 10);

        (await CommandRun.Of("statewide", "export", "--store", Store, "--to", "csv", "--output", _folder.File("csv"))).ShouldFailWith("--lea");
        (await CommandRun.Of("statewide", "export", "--store", _folder.File("none.db"), "--lea", "01", "--to", "csv", "--output", _folder.File("csv"))).ShouldFailWith("does not exist");
        (await CommandRun.Of("statewide", "export", "--store", Store, "--lea", "01", "--to", "csv", "--output", "-")).ShouldFailWith("name a file or a folder");
        (await Export("xml", "out")).ShouldFailWith("'xml'");
        (await Export("csv", "csv", "--lea", "02", "--school-year", "2024")).ShouldFailWith("--school-year takes");
        Directory.Exists(_folder.File("csv")).ShouldBeFalse();
    }

    private Task<CommandRun> Export(string format, string output, params string[] options) =>
        CommandRun.Of(["statewide", "export", "--store", Store, "--to", format, "--output", _folder.File(output), .. options.Contains("--lea") ? [] : new[] { "--lea", "1" }, .. options]);

    /// <summary>Two LEAs that share their students, in two years.</summary>
    private async Task Load(int students)
    {
        foreach (var lea in new[] { "01", "02" })
        {
            var path = _folder.File(lea + ".utrex");
            (await CommandRun.Of("sample", "--lea", lea, "--schools", "2", "--students", $"{students}", "--seed", "7", "--as-of", "2026-06-10", "--output", path)).ExitCode.ShouldBe(0);
            var lines = await File.ReadAllLinesAsync(path);
            lines[0] = lines[0].Replace("\t2026\t", "\t2025\t", StringComparison.Ordinal);
            var earlier = _folder.Write(lea + "-2025.utrex", string.Join('\n', lines));
            (await CommandRun.Of("statewide", "load", path, earlier, "--store", Store, "--today", "2026-06-10", "--all")).ExitCode.ShouldBe(0);
        }
    }

    private List<string> Csv(ResearchTable table)
    {
        using var text = new StreamReader(Path.Combine(_folder.File("csv"), table.Name + ".csv"));
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });
        csv.Read().ShouldBeTrue();
        csv.Record.ShouldBe(table.Columns.Select(column => column.Name));
        List<string> rows = [];
        while (csv.Read())
        {
            rows.Add(string.Join('|', csv.Record!));
        }

        return rows;
    }

    private List<string> Sqlite(ResearchTable table) => Query($"SELECT * FROM \"{table.Name}\" ORDER BY rowid");

    private List<string> Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("research.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(place => reader.IsDBNull(place) ? "" : Convert.ToString(reader.GetValue(place), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    private async Task<ParquetReader> OpenParquet(ResearchTable table) =>
        await ParquetReader.CreateAsync(Path.Combine(_folder.File("parquet"), table.Name + ".parquet"), new ParquetOptions { UseDateOnlyTypeForDates = true });

    private async Task<List<string>> Parquet(ResearchTable table)
    {
        await using var parquet = await OpenParquet(table);
        List<string> rows = [];
        for (var i = 0; i < parquet.RowGroupCount; i++)
        {
            using var group = parquet.OpenRowGroupReader(i);
            var columns = new List<string[]>();
            foreach (var (column, field) in table.Columns.Zip(parquet.Schema.DataFields))
            {
                columns.Add(await Read(group, column, field));
            }

            rows.AddRange(Enumerable.Range(0, (int)group.RowCount).Select(row => string.Join('|', columns.Select(column => column[row]))));
        }

        return rows;
    }

    private static async Task<string[]> Read(ParquetRowGroupReader group, ResearchColumn column, DataField field)
    {
        var count = (int)group.RowCount;
        switch (column.Kind)
        {
            case ColumnKind.Integer:
                var integers = new long?[count];
                await group.ReadAsync<long>(field, integers.AsMemory());
                return [.. integers.Select(value => value?.ToString(CultureInfo.InvariantCulture) ?? "")];
            case ColumnKind.Number:
                var numbers = new double?[count];
                await group.ReadAsync<double>(field, numbers.AsMemory());
                return [.. numbers.Select(value => value?.ToString(CultureInfo.InvariantCulture) ?? "")];
            case ColumnKind.Day:
                var days = new DateOnly?[count];
                await group.ReadAsync<DateOnly>(field, days.AsMemory());
                return [.. days.Select(value => value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "")];
            default:
                var texts = new string?[count];
                await group.ReadAsync(field, texts.AsMemory()!);
                return [.. texts.Select(value => value ?? "")];
        }
    }
}
