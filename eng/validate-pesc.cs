// Whether PESC documents are valid against the schemas of the standard, which are not ours to put into the project.
//
//     dotnet run eng/validate-pesc.cs -- SCHEMAS FILE-OR-FOLDER...
//
// SCHEMAS is a folder with HighSchoolTranscript_v1.5.0.xsd, AcademicRecord_v1.9.0.xsd and CoreMain_v1.14.0.xsd. Prints what is wrong, file by
// file, and ends with 1 if anything is.
using System.Globalization;
using System.Xml;
using System.Xml.Schema;

if (args.Length < 2)
{
    Console.Error.WriteLine("say where the schemas are, and which documents to validate: SCHEMAS FILE-OR-FOLDER...");
    return 2;
}

var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
foreach (var file in Directory.EnumerateFiles(args[0], "*.xsd").Order(StringComparer.Ordinal))
{
    schemas.Add(targetNamespace: null, new Uri(Path.GetFullPath(file)).AbsoluteUri);
}

schemas.Compile();
var (count, wrong) = (0, 0);
foreach (var file in args.Skip(1).SelectMany<string, string>(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.xml").Order(StringComparer.Ordinal) : [path]))
{
    count++;
    var faults = 0;
    var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    settings.ValidationEventHandler += (_, fault) =>
    {
        faults++;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}({fault.Exception.LineNumber},{fault.Exception.LinePosition}): {fault.Message}"));
    };
    try
    {
        using var reader = XmlReader.Create(file, settings);
        reader.MoveToContent();
        if (reader.SchemaInfo?.SchemaElement is null)
        {
            faults++;
            Console.WriteLine($"{file}: the schemas know no {reader.LocalName} of the namespace '{reader.NamespaceURI}'.");
        }

        while (reader.Read())
        {
            // The handler is told.
        }
    }
    catch (XmlException e)
    {
        faults++;
        Console.WriteLine($"{file}: {e.Message}");
    }

    wrong += faults > 0 ? 1 : 0;
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"documents: {count}, invalid: {wrong}"));
return wrong > 0 ? 1 : 0;
