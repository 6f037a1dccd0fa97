using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Utrex.Tests;

namespace Utrex.Cli.Tests.Architecture;

/// <summary>The compiled assemblies keep to the floors that docs/architecture.md lists.</summary>
public sealed class ArchitectureTests : IClassFixture<ArchitectureTests.House>
{
    private const string Room = "Utrex.Sdk.Generated";

    private readonly CompiledTypes _types;

    public ArchitectureTests(House house) => _types = house.Types;

    [Fact]
    public void Every_namespace_stands_on_a_floor() =>
        _types.Types.Select(type => Of(type.Namespace)).Distinct().Order(StringComparer.Ordinal).ShouldBe(Floors.Namespaces.Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_lower_names_nothing_that_is_higher() =>
        _types.Uses.Where(use => Floor(use.User) < Floor(use.Used)).Select(use => $"{use.User.Name} uses {use.Used.Name}").ShouldBeEmpty();

    [Fact]
    public void No_assembly_uses_a_higher_one() =>
        _types.Uses.Where(use => Array.IndexOf([.. Floors.Assemblies], use.User.Assembly) < Array.IndexOf([.. Floors.Assemblies], use.Used.Assembly)).Select(use => $"{use.User.Name} uses {use.Used.Name}").ShouldBeEmpty();

    [Fact]
    public void The_picture_is_drawn_of_what_is_there()
    {
        var page = File.ReadAllText(Floors.Path).ReplaceLineEndings("\n");

        Repository.Compare(Regex.Replace(page, "(?<=<!-- picture -->\n).*?(?=<!-- /picture -->)", _ => Picture(), RegexOptions.Singleline), Floors.Path);
    }

    /// <summary>What nobody but generated code calls stands in a room of its own, which an editor does not offer.</summary>
    [Fact]
    public void The_room_of_generated_code_is_hidden_from_completion()
    {
        typeof(Sdk.Specification.SpecificationInfo).Assembly.GetExportedTypes().Where(type => type.Namespace == Room && !type.IsNested)
            .Where(type => type.GetCustomAttributes(typeof(EditorBrowsableAttribute), inherit: false) is not [EditorBrowsableAttribute { State: EditorBrowsableState.Never }])
            .Select(type => type.FullName).ShouldBeEmpty();
    }

    /// <summary>Whoever opens another room finds nothing there that only generated code would call. An interface is there for users to write a class.</summary>
    [Fact]
    public void What_only_generated_code_uses_stands_in_its_room()
    {
        const string Runtime = "Utrex.Sdk.Runtime";
        var written = _types.Uses.Where(use => !IsGenerated(use.User) && use.User.Namespace != Room).Select(use => use.Used.Name).ToHashSet(StringComparer.Ordinal);
        var generated = _types.Uses.Where(use => IsGenerated(use.User)).Select(use => use.Used.Name).ToHashSet(StringComparer.Ordinal);

        _types.PublicClassesAndStructs(Runtime).Where(type => type.Namespace != Room && generated.Contains(type.Name) && !written.Contains(type.Name)).Select(type => type.Name).ShouldBeEmpty();
    }

    /// <summary>The library knows no state: its code says nothing of Utah.</summary>
    [Fact]
    public void The_runtime_names_no_state_and_no_year() =>
        Directory.EnumerateFiles(Repository.PathOf("src", "Utrex.Sdk.Runtime"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path) is var code && (code.Contains("Utah", StringComparison.Ordinal) || code.Contains("Y202", StringComparison.Ordinal)))
            .Select(path => Path.GetFileName(path)).ShouldBeEmpty();

    /// <summary>The assemblies, with an arrow to each that is used and that no other used one uses in turn.</summary>
    private string Picture()
    {
        var used = _types.Uses.Where(use => use.User.Assembly != use.Used.Assembly).Select(use => (From: use.User.Assembly, To: use.Used.Assembly)).ToHashSet();
        var picture = new StringBuilder("```mermaid\nflowchart BT\n");
        foreach (var assembly in Floors.Assemblies)
        {
            picture.Append(CultureInfo.InvariantCulture, $"    {assembly.Replace('.', '_')}[{assembly}]\n");
            foreach (var lower in Floors.Assemblies.Where(lower => used.Contains((assembly, lower)) && !Floors.Assemblies.Any(middle => used.Contains((assembly, middle)) && used.Contains((middle, lower)))))
            {
                picture.Append(CultureInfo.InvariantCulture, $"    {assembly.Replace('.', '_')} --> {lower.Replace('.', '_')}\n");
            }
        }

        return picture.Append("```\n").ToString();
    }

    /// <summary>Of a year's assembly all but the rules across records and their index is generated.</summary>
    private static bool IsGenerated(TypeName type) => Regex.IsMatch(type.Namespace, @"^Utrex\.Sdk\.Y\d{4}");

    private static int Floor(TypeName type) => Floors.Namespaces.ToList().IndexOf(Of(type.Namespace));

    /// <summary>The years are built alike: they share a floor for each of their rooms.</summary>
    private static string Of(string space) => Regex.Replace(space, @"^Utrex\.Sdk\.Y\d{4}", "Utrex.Sdk.Y");

    /// <summary>The assemblies, read once.</summary>
    public sealed class House : IDisposable
    {
        internal CompiledTypes Types { get; } = new(Floors.Assemblies);

        public void Dispose() => Types.Dispose();
    }
}
