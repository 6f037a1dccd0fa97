using System.Reflection;
using Library.Cards.Mapping;
using Library.Records;
using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk.Specification;
using Utrex.Tests;

namespace Library.Cards.Tests;

/// <summary>What every public type keeps to: null is refused, and the documentation says whether threads may share it.</summary>
public class SurfaceTests
{
    private static readonly Assembly Documents = typeof(RecordMap).Assembly;
    private static readonly PublicSurface Surface = new(Documents);
    private static readonly NullArguments Nulls = new(Make);

    public static TheoryData<string> Types() => [.. Surface.Types.Where(type => Nulls.Of(type).Any()).Select(type => type.FullName!)];

    public static TheoryData<string> Classes() => [.. Surface.Classes.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Null_is_refused_where_the_type_rules_it_out(string name)
    {
        foreach (var (member, parameter) in Nulls.Of(Documents.GetType(name, throwOnError: true)!))
        {
            Nulls.Check(member, parameter);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_class_says_whether_threads_may_share_it(string name)
    {
        var remarks = Surface.RemarksOn(Documents.GetType(name, throwOnError: true)!);

        (remarks.Contains(PublicSurface.Safe, StringComparison.Ordinal) ^ remarks.Contains(PublicSurface.NotSafe, StringComparison.Ordinal))
            .ShouldBeTrue($"the remarks on {name} have to say '{PublicSurface.Safe}' or '{PublicSurface.NotSafe}'");
    }

    /// <summary>The library is for any standard, any state and any year: its code says nothing of one.</summary>
    [Fact]
    public void It_names_no_standard_and_no_state() =>
        Directory.EnumerateFiles(Repository.PathOf("src", "Utrex.Documents"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.PathOf("generators", "Utrex.Generators"), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path) is var code && new[] { "Sif", "SIF", "Utah", "RefId", "Pesc", "PESC" }.Any(word => code.Contains(word, StringComparison.Ordinal)))
            .Select(path => Path.GetFileName(path)).ShouldBeEmpty();

    [Fact]
    public void A_value_that_is_none_answers()
    {
        Utf8Value none = default;

        none.ToString().ShouldBe("");
        none.Trim().IsNone.ShouldBeTrue();
        none.Copy().Length.ShouldBe(0);
        none.Slice(0, 0).IsNone.ShouldBeTrue();
        none.CompareTo(Utf8Value.Empty).ShouldBe(0);
        none.GetHashCode().ShouldBe(default(Utf8Value).GetHashCode());
    }

    [Theory]
    [InlineData(-1, 0, "start")]
    [InlineData(4, 0, "start")]
    [InlineData(1, 3, "length")]
    [InlineData(0, -1, "length")]
    public void A_part_that_a_value_does_not_have_is_refused(int start, int length, string parameter)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Utf8Value([1, 2, 3], start, length)).ParamName.ShouldBe(parameter);
        Should.Throw<ArgumentOutOfRangeException>(() => Utf8Value.Of([1, 2, 3]).Slice(start, length)).ParamName.ShouldBe(parameter);
    }

    private static object Make(Type type) => type switch
    {
        _ when type == typeof(string) => "x",
        _ when type == typeof(byte[]) => new byte[8],
        _ when type == typeof(Utrex.Sdk.Specification.FieldInfo) => BookRecord.Info.Fields[1],
        _ when type == typeof(RecordInfo) => BookRecord.Info,
        _ when type == typeof(CodeTableInfo) => BookRecord.Info.FindField("STATE")!.Codes!,
        _ when type == typeof(DocumentShape) => CardShape.Shape,
        _ when type == typeof(IReadOnlyList<DocumentShape>) => CardMap.Shapes,
        _ when type == typeof(DocumentObject) => new DocumentObject(CardShape.Shape),
        _ when type == typeof(DocumentObjects) => new DocumentObjects(CardMap.Shapes),
        _ when type == typeof(DocumentStore) => new DocumentStore(CardMap.Shapes),
        _ when type == typeof(DocumentPath) => CardMap.BK.Bindings[0].Paths[0],
        _ when type == typeof(DocumentCodes) => CardMap.BK.Bindings.Select(binding => binding.Codes).OfType<DocumentCodes>().First(),
        _ when type == typeof(FieldBinding) => CardMap.BK.Bindings[0],
        _ when type == typeof(RecordMap) => CardMap.BK,
        _ when type == typeof(Stream) => new MemoryStream(),
        _ when type == typeof(IEnumerable<string>) => Array.Empty<string>(),
        _ when type == typeof(IReadOnlyDictionary<string, string>) => new Dictionary<string, string>(StringComparer.Ordinal),
        _ when type == typeof(Action<string>) => (Action<string>)(_ => { }),
        _ when type == typeof(Utf8XmlWriter) => new Utf8XmlWriter(new MemoryStream()),
        _ when type == typeof(DocumentXmlWriter) => new DocumentXmlWriter(new Dictionary<string, string>(StringComparer.Ordinal), _ => { }),
        _ when type == typeof(PackedObjects) => new PackedObjects(CardMap.Shapes),
        _ when type == typeof(NodesAhead) => new NodesAhead(new MemoryStream(), [], longestText: 1),
        _ when type == typeof(ForeignXml) => new ForeignXml(new MemoryStream(), []),
        _ when type == typeof(Utf8Arena) => new Utf8Arena(),
        _ when type == typeof(Utf8Value[]) => Enumerable.Repeat(Utf8Value.Empty, BookRecord.Info.Fields.Count).ToArray(),
        _ when type == typeof(Predicate<DocumentObject>) => (Predicate<DocumentObject>)(_ => false),
        _ => throw new InvalidOperationException($"{type} is new: say what it is to be made of."),
    };
}
