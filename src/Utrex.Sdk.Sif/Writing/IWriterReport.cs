using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>Takes what was written, what was derived for it, and what could not be said in it.</summary>
internal interface IWriterReport
{
    /// <summary>An object was written.</summary>
    void Wrote(string name);

    /// <summary>A value was derived from others, because SIF demands it.</summary>
    void Derive(string path);

    /// <summary>A record has a value in a field that SIF has no place for.</summary>
    void NotCarry(RecordInfo record, FieldInfo field);

    /// <summary>A whole record cannot be carried.</summary>
    void Lose(BatchRow row, string reason);

    /// <summary>A value would be read back as another.</summary>
    void Lose(BatchRow row, FieldInfo field, string readAs);
}
