namespace Utrex.Fuzzing.Specifications;

/// <summary>
/// The specifications that are damaged: the made-up library, and one or two record types of it or of the state's specification with all that
/// they need. The smaller, the more cases there is time for.
/// </summary>
internal sealed class SpecificationSeeds
{
    private static readonly string[] Lists = ["inList", "notInList"];

    private readonly List<SpecificationFile> _library;
    private readonly List<SpecificationFile> _state;

    public SpecificationSeeds(string root)
    {
        var state = Path.Combine(root, "spec-schema", "utah");
        _library = Load(Path.Combine(root, "tests"), "library-spec");
        _state = Load(state, Path.GetFileName(Directory.EnumerateDirectories(state).Order(StringComparer.Ordinal).Last()));
    }

    /// <summary>The library as it stands in the repository, with its map to SIF.</summary>
    public List<SpecificationFile> Library() => [.. _library.Select(file => file.Clone())];

    /// <summary>A record type of the library or of the state's specification, seldom two.</summary>
    public List<SpecificationFile> Part(Random random) => random.Next(3) > 0 ? PartOf(_library, random) : PartOf(_state, random);

    /// <summary>Record types with their rules, code tables and lists, and without SIF.</summary>
    private static List<SpecificationFile> PartOf(List<SpecificationFile> whole, Random random)
    {
        whole = whole.FindAll(file => !IsOf(file, "map"));
        var all = whole.Where(file => IsOf(file, "fields") && file.Tree!["fields"]!.Items.Count > 0).ToList();
        string[] records = [.. Enumerable.Range(0, random.Next(5) == 0 ? 2 : 1).Select(_ => Pick(all, random)).Distinct(StringComparer.Ordinal)];
        var files = whole.Where(file => IsOf(file, "records") || (IsOf(file, "fields") && records.Contains(Id(file), StringComparer.Ordinal)) || (IsOf(file, "rules") && records.Contains(file.Tree!["record"]!.Text, StringComparer.Ordinal)))
            .Select(file => file.Clone())
            .ToList();
        Trim(files.Find(file => IsOf(file, "records"))!.Tree!, records);
        foreach (var rule in files.Where(file => IsOf(file, "rules")).SelectMany(file => file.Tree!["rules"]!.Items))
        {
            // What depends on a record that is not there depends on nothing here.
            rule.Properties.RemoveAll(property => property.Name == "dependsOn" && !records.Contains(property.Value.Text, StringComparer.Ordinal));
        }

        var named = files.SelectMany(file => file.Tree!.All).SelectMany(tree => tree.Properties).ToList();
        var tables = named.Where(property => property.Name is "codes").Select(property => property.Value.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var table in whole.Where(file => IsOf(file, "codes") && tables.Contains(Id(file))).ToList())
        {
            tables.Add(table.Tree!["type"]?.Text ?? "");
        }

        var lists = named.Where(property => Lists.Contains(property.Name, StringComparer.Ordinal)).Select(property => property.Value.Text)
            .Concat(named.Where(property => property.Name == "genericIn").SelectMany(property => property.Value.Items).Select(item => item.Text.Split('.')[0]))
            .ToHashSet(StringComparer.Ordinal);
        files.AddRange(whole.Where(file => (IsOf(file, "codes") && tables.Contains(Id(file))) || (IsOf(file, "rows") && lists.Contains(Id(file)))).Select(file => file.Clone()));
        return files;
    }

    /// <summary>A record type: the smaller one of two, but for every tenth.</summary>
    private static string Pick(List<SpecificationFile> records, Random random)
    {
        var two = random.GetItems(records.ToArray(), 2);
        return Id(random.Next(10) == 0 ? two[0] : two.MinBy(record => record.Tree!["fields"]!.Items.Count)!);
    }

    private static void Trim(JsonTree specification, string[] records)
    {
        specification["records"]!.Become(JsonTree.Array(records.Select(JsonTree.String)));
        specification["ruleSets"]!.Become(JsonTree.Array());
        specification["namespace"]!.Become(JsonTree.String("Library"));
        specification["firstRecord"]!.Become(JsonTree.String(records[0]));
        specification.Properties.RemoveAll(property => property.Name is "batchRules" or "groupRecord");
    }

    private static bool IsOf(SpecificationFile file, string property) => file.Tree![property] is not null;

    private static string Id(SpecificationFile file) => file.Tree!["id"]!.Text;

    private static List<SpecificationFile> Load(string folder, string name) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, name), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new SpecificationFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), JsonTree.Parse(File.ReadAllText(path)))),
    ];
}
