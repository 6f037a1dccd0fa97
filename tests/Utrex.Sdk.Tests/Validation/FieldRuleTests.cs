using System.Globalization;
using System.Text;
using System.Text.Json;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>
/// Every rule of a single field, as its JSON states it: values that break it are found, values at its boundary are not.
/// A rule with a check is implemented; here is the test that triggers it.
/// </summary>
public class FieldRuleTests
{
    private static readonly SubmissionContext Context = new(UtrexSpecification.Current.EndingYear, new DateOnly(2025, 10, 1));

    private static readonly Dictionary<string, JsonElement[]> Rules = UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0).ToDictionary(
        record => record.Id,
        record => File.Exists(PathOf(record)) ? JsonDocument.Parse(File.ReadAllText(PathOf(record))).RootElement.GetProperty("rules").EnumerateArray().ToArray() : []);

    public static TheoryData<string, int, string> Checks()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var (record, rules) in Rules)
        {
            for (var i = 0; i < rules.Length; i++)
            {
                if (rules[i].TryGetProperty("check", out _))
                {
                    foreach (var field in Fields(rules[i]))
                    {
                        data.Add(record, i, field);
                    }
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_rule_finds_what_breaks_it_and_nothing_at_its_boundary(string recordId, int index, string fieldName)
    {
        var record = UtrexSpecification.Current.FindRecord(recordId)!;
        var field = record.FindField(fieldName)!;
        var check = Rules[recordId][index].GetProperty("check");
        var rule = record.Rules[index];
        var values = CheckValues.Of(check, field, Context);

        rule.Status.ShouldBe(RuleStatus.Implemented);
        values.Broken.ShouldNotBeEmpty();
        foreach (var layout in new[] { true, false })
        {
            foreach (var value in values.Broken.Where(value => layout || Encoding.UTF8.GetByteCount(value) <= field.Width))
            {
                var finding = Validate(record, check, field, value, layout).SingleOrDefault(finding => finding.Rule == rule && finding.Field == field);
                finding.Rule.ShouldNotBeNull($"'{value}' breaks {rule.Id} on {field.Name}");
                finding.Value.ShouldBe(value.Length == 0 ? null : value);
                finding.FormatMessage(Context).ShouldNotContain("[Column");
                finding.FormatMessage(Context).ShouldNotBeNullOrWhiteSpace();
            }

            foreach (var value in values.Kept.Where(value => layout || Encoding.UTF8.GetByteCount(value) <= field.Width))
            {
                Validate(record, check, field, value, layout).Where(finding => finding.Rule == rule && finding.Field == field).ShouldBeEmpty($"'{value}' keeps {rule.Id} on {field.Name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_guarded_rule_rests_where_its_guard_says_so(string recordId, int index, string fieldName)
    {
        var record = UtrexSpecification.Current.FindRecord(recordId)!;
        var check = Rules[recordId][index].GetProperty("check");
        if (Guard(check) is not { } guard)
        {
            return;
        }

        var field = record.FindField(fieldName)!;
        var fields = new string[record.Fields.Count];
        Array.Fill(fields, "");
        var broken = CheckValues.Of(check, field, Context).Broken;
        var liftsMaximum = guard.IsUnless && check.TryGetProperty("min", out _) && check.TryGetProperty("max", out _);
        fields[field.Number] = liftsMaximum ? "999" : broken[0];
        fields[record.FindField(guard.Field)!.Number] = guard.IsUnless ? guard.Codes[0] : "";

        Run(record, fields, isDelimited: true).ShouldNotContain(finding => finding.Rule == record.Rules[index] && finding.Field == field);
        if (liftsMaximum)
        {
            fields[field.Number] = "-1";
            Run(record, fields, isDelimited: true).ShouldContain(finding => finding.Rule == record.Rules[index] && finding.Field == field);
        }
    }

    /// <summary>A blank is checked for presence and for nothing else.</summary>
    [Fact]
    public void A_blank_record_breaks_only_rules_of_presence()
    {
        foreach (var record in UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0))
        {
            var fields = new string[record.Fields.Count];
            Array.Fill(fields, "  ");

            foreach (var finding in Run(record, fields, isDelimited: true))
            {
                // A condition may ask for one of two fields: it then finds a blank.
                finding.Rule.Implementation.ShouldBeOneOf(["present", "condition"], finding.Rule.Id);
                finding.Value.ShouldBeNull();
            }
        }
    }

    /// <summary>Of a change record (S1-X) only a few fields count.</summary>
    [Fact]
    public void Most_rules_do_not_apply_to_a_change_record()
    {
        var record = UtrexSpecification.Current.FindRecord("S1")!;
        var fields = new string[record.Fields.Count];
        Array.Fill(fields, "");
        var before = Run(record, fields, isDelimited: true).Count;

        fields[record.FindField("RESIDENT STATUS")!.Number] = "X";
        var findings = Run(record, fields, isDelimited: true);

        findings.Count.ShouldBeLessThan(before);
        findings.ShouldContain(finding => finding.Field!.Name == "STATEWIDE STUDENT ID");
        findings.ShouldNotContain(finding => finding.Field!.Name == "BIRTH DATE");
    }

    private static IReadOnlyList<Finding> Validate(RecordInfo record, JsonElement check, FieldInfo field, string value, bool isDelimited)
    {
        var fields = new string[record.Fields.Count];
        Array.Fill(fields, "");
        if (Guard(check) is { IsUnless: false } guard)
        {
            fields[record.FindField(guard.Field)!.Number] = guard.Codes[0];
        }

        fields[field.Number] = value;
        return Run(record, fields, isDelimited);
    }

    private static IReadOnlyList<Finding> Run(RecordInfo record, string[] fields, bool isDelimited)
    {
        if (fields[0].Trim().Length == 0)
        {
            fields[0] = record.Id + "=";
        }

        var text = isDelimited
            ? string.Join('\t', fields)
            : string.Concat(fields.Select((value, i) => value + new string(' ', record.Fields[i].Width - Encoding.UTF8.GetByteCount(value))));
        var collector = new FindingCollector(Context);
        collector.Begin(1, record);
        var line = RecordLine.Parse(Encoding.UTF8.GetBytes(text), new int[200]);
        ((CompiledRecord)record).Apply(line, collector);
        return [.. collector.Findings];
    }

    private static (string Field, string[] Codes, bool IsUnless)? Guard(JsonElement check)
    {
        foreach (var name in new[] { "unless", "when" })
        {
            if (check.TryGetProperty(name, out var guard))
            {
                return (guard.GetProperty("field").GetString()!, [.. guard.GetProperty("in").EnumerateArray().Select(code => code.GetString()!)], name == "unless");
            }
        }

        return null;
    }

    private static IEnumerable<string> Fields(JsonElement rule)
    {
        yield return rule.GetProperty("field").GetString()!;
        if (rule.TryGetProperty("each", out var each) && each.GetBoolean())
        {
            foreach (var field in rule.GetProperty("fields").EnumerateArray())
            {
                yield return field.GetString()!;
            }
        }
    }

    private static string PathOf(RecordInfo record) => Repository.PathOf("spec-schema", "utah", UtrexSpecification.Current.SchoolYear, "rules", string.Create(CultureInfo.InvariantCulture, $"{record.Id}.json"));
}
