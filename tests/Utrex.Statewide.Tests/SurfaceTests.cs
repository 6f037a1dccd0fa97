using System.Reflection;
using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Statewide.Research;
using Utrex.Statewide.Rules;
using Utrex.Statewide.Store;
using Utrex.Tests;

namespace Utrex.Statewide.Tests;

/// <summary>What every public type keeps to: null is refused, and the documentation says whether threads may share it.</summary>
public sealed class SurfaceTests
{
    private static readonly Assembly Statewide = typeof(SubmissionStore).Assembly;
    private static readonly PublicSurface Surface = new(Statewide);
    private static readonly NullArguments Nulls = new(Make);

    public static TheoryData<string> Types() => [.. Surface.Types.Where(type => !type.IsInterface && !type.IsSubclassOf(typeof(Exception)) && !IsData(type) && Nulls.Of(type).Any()).Select(type => type.FullName!)];

    public static TheoryData<string> Classes() => [.. Surface.Classes.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Null_is_refused_where_the_type_rules_it_out(string name)
    {
        foreach (var (member, parameter) in Nulls.Of(Statewide.GetType(name, throwOnError: true)!))
        {
            Nulls.Check(member, parameter);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_class_says_whether_threads_may_share_it(string name)
    {
        var remarks = Surface.RemarksOn(Statewide.GetType(name, throwOnError: true)!);

        (remarks.Contains(PublicSurface.Safe, StringComparison.Ordinal) ^ remarks.Contains(PublicSurface.NotSafe, StringComparison.Ordinal))
            .ShouldBeTrue($"the remarks on {name} have to say '{PublicSurface.Safe}' or '{PublicSurface.NotSafe}'");
    }

    [Theory]
    [InlineData("1", "0001", true)]
    [InlineData("1", "2", false)]
    [InlineData("0", "000", true)]
    public void A_student_key_is_that_of_the_number(string one, string other, bool isSame)
    {
        var key = StudentKey.Of(Encoding.UTF8.GetBytes(one));

        (key == StudentKey.Of(Encoding.UTF8.GetBytes(other))).ShouldBe(isSame);
        StudentKey.NumberOf(key!.Value).ShouldBe(ulong.Parse(one, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12A")]
    [InlineData("-1")]
    [InlineData("12345678901234567890")]
    public void What_is_no_number_has_no_key(string ssid) => StudentKey.Of(Encoding.UTF8.GetBytes(ssid)).ShouldBeNull();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Parts_have_every_key_once(int parts)
    {
        var ranges = Enumerable.Range(1, parts).Select(part => KeyRange.Part(part, parts)).ToList();

        ranges[0].First.ShouldBe(long.MinValue);
        ranges[^1].Last.ShouldBe(long.MaxValue);
        ranges.Zip(ranges.Skip(1)).ShouldAllBe(pair => pair.First.Last + 1 == pair.Second.First);
    }

    [Theory]
    [InlineData("ExitDate", "exit_date")]
    [InlineData("FirstEnrollInUS", "first_enroll_in_us")]
    [InlineData("ELProficiencyAssessment", "el_proficiency_assessment")]
    [InlineData("Section504Services", "section504_services")]
    public void Columns_are_named_after_properties(string property, string column) => StoreColumn.NameOf(property).ShouldBe(column);

    /// <summary>A table has each column once, in each year, and the columns of two years agree in what they hold.</summary>
    [Fact]
    public void Columns_are_told_apart_and_mean_the_same_in_every_year()
    {
        var tables = new[] { 2025, 2026 }.SelectMany(year => RecordTable.Of(World.SpecificationOf(year))).ToList();

        tables.ShouldAllBe(table => table.Columns.Select(column => column.Name).Distinct().Count() == table.Columns.Count);
        tables.SelectMany(table => table.Columns.Select(column => (table.Name, Column: column.Name, column.Kind))).GroupBy(column => (column.Name, column.Column)).ShouldAllBe(column => column.Select(other => other.Kind).Distinct().Count() == 1);
        tables.SelectMany(table => table.Columns).ShouldAllBe(column => !new[] { "id", "student", "person" }.Contains(column.Name));
    }

    /// <summary>What only holds data takes what its initialisers are given.</summary>
    private static bool IsData(Type type) => type.GetMethod("<Clone>$") is not null;

    private static object Make(Type type) => type switch
    {
        _ when type == typeof(string) => "x",
        _ when type == typeof(SpecificationInfo) || type == typeof(CompiledSpecification) => UtrexSpecification.Current,
        _ when type == typeof(ISubmissionStore) => new NoStore(),
        _ when type == typeof(SubmissionLoader) => new SubmissionLoader(new NoStore()),
        _ when type == typeof(SubmissionFile) => new SubmissionFile("x", () => Stream.Null),
        _ when type == typeof(StatewideValidation) => new StatewideValidation(new NoStore(), UtrexSpecification.Current, new DateOnly(2026, 6, 1)),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 6, 1),
        _ when type == typeof(Finding) => default(Finding),
        _ when type == typeof(RecordTable) => RecordTable.Of(UtrexSpecification.Current)[0],
        _ when type == typeof(StoreColumn) => RecordTable.Of(UtrexSpecification.Current)[0].Columns[0],
        _ when type == typeof(IReadOnlyList<SpecificationInfo>) => new SpecificationInfo[] { UtrexSpecification.Current },
        _ when type == typeof(ResearchFile) => new ResearchFile([UtrexSpecification.Current]),
        _ when type == typeof(ResearchColumn) => new ResearchFile([UtrexSpecification.Current]).Tables[0].Columns[0],
        _ when type == typeof(IResearchWriter) => new Research.WrittenTables(),
        _ when type == typeof(IReadOnlyList<OtherRecord>) => Array.Empty<OtherRecord>(),
        _ => throw new InvalidOperationException($"{type} is new: say what it is to be made of."),
    };

    private sealed class NoStore : ISubmissionStore
    {
        public IStoreReader Read() => throw new NotSupportedException();

        public ISubmissionLoad BeginLoad(IReadOnlyList<RecordTable> tables) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
