using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;

namespace Utrex.Integration.Tests;

/// <summary>Validation where records are made: in memory, in a web request, with what logs and telemetry see of it.</summary>
public class ValidationTests
{
    private static readonly SubmissionContext Context = new(2026, new DateOnly(2025, 10, 1));

    private static IRecord[] Export(StudentRecord student) =>
    [
        new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, WhichMonth = "OCT", SisAsOfDate = new DateTime(2025, 10, 1) },
        new SchoolRecord { SchoolNumber = "104", DaysInSchoolYear = 180, LastDayOfSchool = new MonthDay(5, 29), ScheduleYearType = "S", ScheduleDayType = "E", LeaNumber = "01" },
        student,
    ];

    private static StudentRecord Student => new() { LeaNumber = "01", SchoolNumber = "104", StudentNumber = "1234567", StatewideStudentId = "12X4567", LastName = "Jensen", GradeLevel = "05", EntryDate = new DateOnly(2025, 8, 18), ExitDate = new DateOnly(2025, 9, 29) };

    [Fact]
    public void An_export_in_memory_is_validated_with_all_rules_and_shows_nobody()
    {
        var result = UtrexSpecification.Current.Validate(Export(Student), Context);

        result.IsValid.ShouldBeFalse();
        result.Errors.ShouldBe(result.Summary!.Errors);
        result.Findings.ShouldContain(finding => finding.Rule.Id == "S1.323" && finding.Line == 3);
        result.Findings.ShouldContain(finding => finding.Rule.Kind == RuleKind.Batch);
        result.Summary.NotEvaluated.ShouldNotBeEmpty();
        var messages = string.Join('\n', result.Findings.Select(finding => result.MessageOf(finding)));
        result.Findings.ShouldContain(finding => finding.Value == "***");
        messages.ShouldNotContain("12X4567");
        messages.ShouldNotContain("Jensen");
        result.Findings.ShouldAllBe(finding => finding.Keys.Student == null && finding.Keys.StatewideStudentId == null && finding.Keys.School != "");
        result.ToDictionary("records").Keys.ShouldContain("records[2].ExitCode");
    }

    [Fact]
    public void A_single_record_gives_messages_by_property()
    {
        var record = Student with { StatewideStudentId = "12X4567" };
        var findings = new RecordValidator(Context).Validate(record);

        var hidden = new ValidationResult(findings, Context);
        var shown = new ValidationResult(findings, Context, showsPersonalValues: true);

        hidden.ToDictionary().Keys.ShouldContain("StatewideStudentId");
        string.Concat(hidden.ToDictionary()["StatewideStudentId"]).ShouldNotContain("12X4567");
        shown.Findings.Single(finding => finding.Field?.Property == "StatewideStudentId").Value.ShouldBe("12X4567");
        hidden.Findings.Single(finding => finding.Field?.Property == "StatewideStudentId").Value.ShouldBe("***");
        (hidden.Errors, hidden.Warnings).ShouldBe((shown.Errors, shown.Warnings));
        hidden.ToString().ShouldBe($"{hidden.Errors} errors, {hidden.Warnings} warnings");
    }

    [Fact]
    public async Task A_web_service_answers_with_a_validation_problem()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/batches", async (HttpRequest request, CancellationToken cancellationToken) =>
            await UtrexSpecification.Current.ValidateAsync(request.Body, Context, cancellationToken: cancellationToken) is { IsValid: false } result
                ? Results.ValidationProblem(result.ToDictionary("lines"))
                : Results.Ok());
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var answer = await client.PostAsync("/batches", new StringContent("DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\nS1=\t104\n", Encoding.UTF8));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"lines[2].StatewideStudentId\":[\"S1.001: ");
    }

    [Fact]
    public void Logs_get_events_by_rule_without_values_of_persons()
    {
        var logger = new ListLogger();

        logger.LogValidation(UtrexSpecification.Current.Validate(Export(Student), Context));

        logger.Events.Select(entry => entry.Id.Id).Distinct().ShouldBeSubsetOf([2000, 2001, 2002]);
        logger.Events[^1].Id.Name.ShouldBe("UtrexValidated");
        logger.Events.ShouldContain(entry => entry.Id.Id == 2001 && entry.State.Contains(new KeyValuePair<string, object?>("Rule", "S1.323")));
        logger.Events.ShouldAllBe(entry => !entry.Text.Contains("Jensen") && !entry.Text.Contains("1234567") && !entry.Text.Contains("12X4567"));
    }

    [Fact]
    public void Telemetry_counts_records_and_findings()
    {
        var activities = new List<Activity>();
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == ValidationTelemetry.Name, Sample = (ref _) => ActivitySamplingResult.AllData, ActivityStopped = activities.Add };
        ActivitySource.AddActivityListener(listener);
        var counted = new List<(string Name, double Value, string Tags)>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, on) => { if (instrument.Meter.Name == ValidationTelemetry.Name) { on.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => { lock (counted) { counted.Add((instrument.Name, value, Describe(tags))); } });
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => { lock (counted) { counted.Add((instrument.Name, value, Describe(tags))); } });
        meters.Start();

        // Other tests validate meanwhile: this year is nobody else's.
        var result = UtrexSpecification.Current.Validate(Export(Student), new SubmissionContext(2031, new DateOnly(2030, 10, 1)));

        var own = counted.Where(measure => measure.Tags.Contains("utrex.school_year=2031")).ToList();
        own.ShouldContain((ValidationTelemetry.RecordsName, 3, "utrex.school_year=2031"));
        own.Where(measure => measure.Name == ValidationTelemetry.FindingsName).Sum(measure => measure.Value).ShouldBe(result.Findings.Count);
        own.ShouldContain(measure => measure.Tags == "utrex.school_year=2031 utrex.rule=S1.323 utrex.severity=error");
        own.ShouldContain(measure => measure.Name == ValidationTelemetry.DurationName);
        var activity = activities.Single(item => Equals(item.GetTagItem("utrex.school_year"), 2031));
        (activity.OperationName, activity.GetTagItem("utrex.records"), activity.GetTagItem("utrex.errors")).ShouldBe((ValidationTelemetry.ActivityName, 3, result.Errors));

        static string Describe(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
    }

    private sealed class ListLogger : ILogger
    {
        public List<(EventId Id, string Text, IReadOnlyList<KeyValuePair<string, object?>> State)> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Events.Add((eventId, formatter(state, exception), (IReadOnlyList<KeyValuePair<string, object?>>)state!));
    }
}
