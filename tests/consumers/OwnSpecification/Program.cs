using System.Buffers;
using System.Text;
using Library.Records;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;

var output = new ArrayBufferWriter<byte>();
new BatchWriter(output, RecordLayout.Delimited).Write(new LoanRecord { Reader = "Reader 7", From = new DateOnly(2026, 1, 2) });
Console.Write(Encoding.UTF8.GetString(output.WrittenSpan));
