using System.Text;
using Parquet;
using Parquet.Schema;
using Utrex.Statewide.Research;
using Utrex.Statewide.Store;

namespace Utrex.Cli.Research;

/// <summary>The values of a column that wait for their group of rows.</summary>
internal abstract class ParquetColumn
{
    private ParquetColumn(DataField field) => Field = field;

    /// <summary>The column as Parquet has it; every one may lack a value.</summary>
    public DataField Field { get; }

    /// <summary>A column for the values of another.</summary>
    public static ParquetColumn Of(ResearchColumn column) => column.Kind switch
    {
        ColumnKind.Integer => new Integers(column.Name),
        ColumnKind.Number => new Numbers(column.Name),
        ColumnKind.Day => new Days(column.Name),
        _ => new Texts(column.Name),
    };

    public abstract void AddNull();

    public virtual void Add(ReadOnlySpan<byte> text) => throw NotOfKind();

    public virtual void Add(long number) => throw NotOfKind();

    public virtual void Add(decimal number) => throw NotOfKind();

    public virtual void Add(DateOnly day) => throw NotOfKind();

    /// <summary>Writes the values, and empties the column.</summary>
    public abstract ValueTask WriteAsync(ParquetRowGroupWriter group);

    private InvalidOperationException NotOfKind() => new($"The column '{Field.Name}' holds values of another kind.");

    private sealed class Texts(string name) : ParquetColumn(new DataField(name, typeof(string), isNullable: true))
    {
        private readonly List<string?> _values = [];

        public override void AddNull() => _values.Add(null);

        // Codes come in rows of the same.
        public override void Add(ReadOnlySpan<byte> text) =>
            _values.Add(_values.Count > 0 && _values[^1] is { } last && text.Length == last.Length && Ascii.Equals(text, last) ? last : Encoding.UTF8.GetString(text));

        public override async ValueTask WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(Field, _values!).ConfigureAwait(false);
            _values.Clear();
        }
    }

    private sealed class Integers(string name) : ParquetColumn(new DataField(name, typeof(long), isNullable: true))
    {
        private readonly List<long?> _values = [];

        public override void AddNull() => _values.Add(null);

        public override void Add(long number) => _values.Add(number);

        public override async ValueTask WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<long>(Field, _values.ToArray()).ConfigureAwait(false);
            _values.Clear();
        }
    }

    private sealed class Numbers(string name) : ParquetColumn(new DataField(name, typeof(double), isNullable: true))
    {
        private readonly List<double?> _values = [];

        public override void AddNull() => _values.Add(null);

        public override void Add(decimal number) => _values.Add((double)number);

        public override async ValueTask WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<double>(Field, _values.ToArray()).ConfigureAwait(false);
            _values.Clear();
        }
    }

    private sealed class Days(string name) : ParquetColumn(new DataField(name, typeof(DateOnly), isNullable: true))
    {
        private readonly List<DateOnly?> _values = [];

        public override void AddNull() => _values.Add(null);

        public override void Add(DateOnly day) => _values.Add(day);

        public override async ValueTask WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<DateOnly>(Field, _values.ToArray()).ConfigureAwait(false);
            _values.Clear();
        }
    }
}
