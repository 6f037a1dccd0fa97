namespace Utrex.Fuzzing.Specifications;

/// <summary>A file of a specification, as a tree until its text is damaged.</summary>
internal sealed class SpecificationFile(string path, JsonTree tree)
{
    private string? _text;

    public string Path { get; set; } = path;

    /// <summary>The file as a tree, or <see langword="null"/> once it is text.</summary>
    public JsonTree? Tree { get; private set; } = tree;

    public string Text
    {
        get => _text ?? Tree!.Write();
        set => (_text, Tree) = (value, null);
    }

    public SpecificationFile Clone() => Tree is null ? new SpecificationFile(Path, JsonTree.Raw("")) { Text = Text } : new SpecificationFile(Path, Tree.Clone());

    /// <summary>Writes files below a folder, whatever their paths say.</summary>
    public static void Save(IEnumerable<SpecificationFile> files, string folder)
    {
        foreach (var file in files)
        {
            var path = System.IO.Path.Combine(folder, System.IO.Path.Combine([.. file.Path.Split('/', '\\').Where(part => part is not ("" or "." or ".."))]));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }
    }
}
