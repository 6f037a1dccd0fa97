using Utrex.Cli.Sif;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Converting;

/// <summary>Writes records as SIF objects.</summary>
internal sealed class SifRecordSink(Stream output, SifWriterOptions options) : IRecordSink
{
    private readonly SifWriter _writer = new(output, options);

    public void Write(RecordLine line, RecordInfo record, int number) => _writer.Write(line, record, number);

    public void Complete(TextWriter error)
    {
        _writer.Complete();
        SifReports.Write(error, _writer.Report);
    }

    public void Dispose() => _writer.Dispose();
}
