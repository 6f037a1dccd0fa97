using System.Xml;
using Utrex.Cli.Commands;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Reports;

/// <summary>Writes records as SIF objects.</summary>
internal sealed class SifRecordSink(Stream output, SifWriterOptions options) : IRecordSink
{
    private readonly SifWriter _writer = new(output, options);

    public SifWriterReport Report => _writer.Report;

    public void Write(RecordLine line, RecordInfo record, int number)
    {
        try
        {
            _writer.Write(line, record, number);
        }
        catch (XmlException e)
        {
            throw new CommandException(e.Message, e);
        }
    }

    public void Complete() => _writer.Complete();

    public void Dispose() => _writer.Dispose();
}
