using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Utrex.Sdk.Text;

namespace Utrex.Integration.Tests;

/// <summary>Codes and dates as parameters and bodies of a minimal API, and in configuration.</summary>
public class WebTests
{
    [Fact]
    public async Task A_minimal_API_takes_codes_as_parameters_and_bodies()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/exits/{code}", (ExitCode code) => code.Meaning);
        app.MapGet("/days", (MonthDay last, GradeLevel? grade) => $"{last} {grade}");
        app.MapPost("/students", (Student student) => student with { Last = new MonthDay(5, 28) });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        (await client.GetStringAsync("/exits/TD")).ShouldBe("Transferred within the LEA");
        (await client.GetAsync("/exits/TDD")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetStringAsync("/days?last=0529&grade=05")).ShouldBe("0529 05");
        (await client.GetStringAsync("/days?last=0529")).ShouldBe("0529 ");
        (await client.GetAsync("/days?last=0230")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var answer = await client.PostAsJsonAsync("/students", new Student("05", "TD", new MonthDay(5, 29), 3.5m));
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"grade":"05","exit":"TD","last":"0528","average":3.5}""");
        using var wrong = await client.PostAsync("/students", new StringContent("""{"exit":"TDD"}""", System.Text.Encoding.UTF8, "application/json"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void Configuration_is_bound_to_codes()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Exit"] = "TD",
            ["LastDay"] = "0529",
            ["Average"] = "NGPA",
            ["Blank"] = "",
            ["Exits:moved"] = "TO",
            ["Grades:0"] = "05",
            ["Grades:1"] = "12",
        }).Build();

        var options = configuration.Get<Options>()!;

        (options.Exit, options.LastDay, options.Average, options.Blank).ShouldBe(("TD", new MonthDay(5, 29), "NGPA", default));
        options.Exits.ShouldBe(new Dictionary<string, ExitCode> { ["moved"] = "TO" });
        options.Grades.Select(grade => grade.Code).ShouldBe(["05", "12"]);
        configuration["Exit"] = "TDD";
        Should.Throw<InvalidOperationException>(() => configuration.Get<Options>()).ToString().ShouldContain("Did you mean 'TD'");
    }

    public sealed record Student(GradeLevel Grade, ExitCode Exit, MonthDay Last, NumberOrCode<GradePointAverage> Average);

    public sealed class Options
    {
        public ExitCode Exit { get; set; }

        public ExitCode Blank { get; set; }

        public MonthDay LastDay { get; set; }

        public NumberOrCode<GradePointAverage> Average { get; set; }

        public Dictionary<string, ExitCode> Exits { get; } = [];

        public List<GradeLevel> Grades { get; } = [];
    }
}
