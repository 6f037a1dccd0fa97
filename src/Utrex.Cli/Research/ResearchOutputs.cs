using Utrex.Cli.Terminal;

namespace Utrex.Cli.Research;

/// <summary>The formats of a research file.</summary>
internal static class ResearchOutputs
{
    private const string Sqlite = "sqlite";
    private const string Parquet = "parquet";
    private const string Csv = "csv";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Sqlite, Parquet, Csv];

    /// <summary>Begins a research file.</summary>
    /// <param name="name">The format.</param>
    /// <param name="path">The file, or of formats with a file for each table the folder.</param>
    /// <param name="console">Where it is said what a killed run had left behind.</param>
    /// <exception cref="CommandException">It cannot be written; the message says why.</exception>
    public static IResearchOutput Create(string name, string path, CommandConsole console)
    {
        if (path is CommandConsole.Standard)
        {
            throw new CommandException("a research file is no text for the standard output; name a file or a folder with --output.");
        }

        return name switch
        {
            Parquet => new ParquetResearchFolder(OutputFolder.Create(path, console)),
            Csv => new CsvResearchFolder(OutputFolder.Create(path, console)),
            _ => CreateFile(path, console),
        };
    }

    private static SqliteResearchFile CreateFile(string path, CommandConsole console)
    {
        var output = OutputFile.Create(path, console);
        try
        {
            return new SqliteResearchFile(output, new WorkFolder(Path.GetDirectoryName(RealPath.Of(path))!, console));
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }
}
