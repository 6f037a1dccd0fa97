using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using PublishedExporter;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Y2026;
using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.Y2026.Records;

// Students out of the database, through JSON and back, validated, and what was found in the log.
var students = Rows.Students();
var json = JsonSerializer.Serialize(new Sent(students, new() { ["02"] = "WP" }, new MonthDay(5, 29)), ExportJson.Default.Sent);
var sent = JsonSerializer.Deserialize(json, ExportJson.Default.Sent)!;

var context = new SubmissionContext(schoolYear: 2026, today: new DateOnly(2025, 10, 1));
IRecord[] head =
[
    new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, WhichMonth = "OCT", SisAsOfDate = new DateTime(2025, 10, 1) },
    new SchoolRecord { SchoolNumber = "104", DaysInSchoolYear = 180, LastDayOfSchool = sent.LastDay, ScheduleYearType = "S", ScheduleDayType = "E", LeaNumber = "01" },
];
var result = UtrexSpecification.Current.Validate([.. head, .. sent.Students], context);

using var log = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
log.CreateLogger("export").LogValidation(result);
Console.WriteLine(json);
return sent.Students.SequenceEqual(students) && sent.Exits["02"] == ExitCode.WithdrawnFromPreschool && sent.Students[1].ExitCode == "TD" && !result.IsValid ? 0 : 1;

namespace PublishedExporter
{
    /// <summary>What goes to a service.</summary>
    internal sealed record Sent(StudentRecord[] Students, Dictionary<string, ExitCode> Exits, MonthDay LastDay);

    /// <summary>How it becomes JSON, without reflection.</summary>
    [JsonSerializable(typeof(Sent))]
    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
    internal sealed partial class ExportJson : JsonSerializerContext;
}
