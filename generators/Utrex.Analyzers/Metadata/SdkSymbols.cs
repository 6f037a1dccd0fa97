using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Metadata;

/// <summary>The types of the SDK in a compilation, and what their attributes and those of generated records say. Read once, when first asked for.</summary>
internal sealed class SdkSymbols
{
    private static readonly ConditionalWeakTable<Compilation, Lazy<SdkSymbols?>> ByCompilation = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, CodeTable?> _tables = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Record?> _records = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, SpecificationFacts> _specifications = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _users = new(SymbolEqualityComparer.Default);
    private readonly INamedTypeSymbol _codeTable;
    private readonly INamedTypeSymbol _code;
    private readonly INamedTypeSymbol _record;
    private readonly INamedTypeSymbol _field;
    private readonly INamedTypeSymbol _rule;
    private readonly INamedTypeSymbol _specification;
    private readonly INamedTypeSymbol _characterSet;
    private readonly INamedTypeSymbol _value;

    private SdkSymbols(Compilation compilation, INamedTypeSymbol record)
    {
        INamedTypeSymbol Of(string name) => compilation.GetTypeByMetadataName("Utrex.Sdk." + name) ?? record;

        _record = record;
        _codeTable = Of("Generated.CodeTableAttribute");
        _code = Of("Generated.CodeAttribute");
        _field = Of("Generated.FieldAttribute");
        _rule = Of("Generated.RuleAttribute");
        _specification = Of("Generated.SpecificationAttribute");
        _characterSet = Of("Generated.CharacterSetAttribute");
        _value = Of("UtrexValueAttribute");
        NumberOrCode = Of("Text.NumberOrCode`1");
        MonthDay = Of("Text.MonthDay");
        PartialDate = Of("Text.PartialDate");
        IsoDate = Of("Text.IsoDate");
        BatchReader = Of("IO.BatchReader");
        BatchWriter = Of("IO.BatchWriter");
        BatchValidator = Of("Validation.BatchValidator");
        RecordValidator = Of("Validation.RecordValidator");
        RecordLine = Of("Text.RecordLine");
        DateOnly = compilation.GetTypeByMetadataName("System.DateOnly");
    }

    public INamedTypeSymbol NumberOrCode { get; }

    public INamedTypeSymbol MonthDay { get; }

    public INamedTypeSymbol PartialDate { get; }

    public INamedTypeSymbol IsoDate { get; }

    public INamedTypeSymbol BatchReader { get; }

    public INamedTypeSymbol BatchWriter { get; }

    public INamedTypeSymbol BatchValidator { get; }

    public INamedTypeSymbol RecordValidator { get; }

    public INamedTypeSymbol RecordLine { get; }

    public INamedTypeSymbol? DateOnly { get; }

    /// <summary>The SDK as a compilation sees it; <see langword="null"/> where it does not refer to it.</summary>
    public static SdkSymbols? Of(Compilation compilation) => ByCompilation.GetValue(
        compilation,
        static key => new Lazy<SdkSymbols?>(() => key.GetTypeByMetadataName("Utrex.Sdk.Generated.RecordAttribute") is { } record ? new SdkSymbols(key, record) : null)).Value;

    /// <summary>The table of a code type; <see langword="null"/> for any other type.</summary>
    public CodeTable? Table(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsGenericType: false } named
        ? _tables.GetOrAdd(named, key => CodeTable.Read(key, _codeTable, _code))
        : null;

    /// <summary>The table of a number-or-code type; <see langword="null"/> for any other type.</summary>
    public CodeTable? NumberTable(ITypeSymbol? type) => type is INamedTypeSymbol { IsGenericType: true } named && Is(named.OriginalDefinition, NumberOrCode)
        ? Table(named.TypeArguments[0])
        : null;

    /// <summary>The record type of a record struct; <see langword="null"/> for any other type.</summary>
    public Record? Record(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsGenericType: false } named
        ? _records.GetOrAdd(named, ReadRecord)
        : null;

    /// <summary>The field that a property of a record struct stands for.</summary>
    public Field? Field(IPropertySymbol property) => Record(property.ContainingType)?.FindProperty(property.Name);

    /// <summary>
    /// The field that a field has to match: a school number that of the school's record, an LEA number that of the district's.
    /// <see langword="null"/> where it has to match none.
    /// </summary>
    public Field? Counterpart(Field field)
    {
        if (field.Key is not ("Lea" or "School") || Record(field.Property.ContainingType) is not { } record)
        {
            return null;
        }

        var id = field.Key is "Lea" ? record.Specification.FirstRecord : record.Specification.GroupRecord;
        var other = record.Type.ContainingNamespace.GetTypeMembers().Select(Record).FirstOrDefault(candidate => candidate is not null && string.Equals(candidate.Id, id, StringComparison.Ordinal));
        return other is null || other == record ? null : other.Fields.FirstOrDefault(candidate => string.Equals(candidate.Key, field.Key, StringComparison.Ordinal));
    }

    /// <summary>What <c>[UtrexValue]</c> says of a symbol: a code table or a field; neither where it does not carry the attribute.</summary>
    public (CodeTable? Table, Field? Field) ValueOf(ISymbol? symbol) =>
        symbol is not null && UsesSdk(symbol.ContainingAssembly) ? Value(symbol.Attribute(_value)) : default;

    /// <summary>What <c>[return: UtrexValue]</c> says of a method.</summary>
    public (CodeTable? Table, Field? Field) ReturnValueOf(IMethodSymbol method) =>
        Value(method.GetReturnTypeAttributes().FirstOrDefault(attribute => Is(attribute.AttributeClass, _value)));

    public static bool Is(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    private (CodeTable? Table, Field? Field) Value(AttributeData? attribute) => attribute?.Argument<INamedTypeSymbol>(0) is not { } type
        ? default
        : attribute.Argument<string>(1) is { } property ? (null, Record(type)?.FindProperty(property)) : (Table(type), null);

    private Record? ReadRecord(INamedTypeSymbol type)
    {
        if (type.Attribute(_record) is not { } attribute)
        {
            return null;
        }

        var specification = attribute.Argument<INamedTypeSymbol>(2);
        var facts = specification is null
            ? new SpecificationFacts(type: null, _specification, _characterSet)
            : _specifications.GetOrAdd(specification, key => new SpecificationFacts(key, _specification, _characterSet));
        return new Record(this, type, attribute, _field, _rule, facts);
    }

    // An assembly that does not refer to the SDK cannot carry its attribute; most do not.
    private bool UsesSdk(IAssemblySymbol? assembly) => assembly is not null && _users.GetOrAdd(assembly, key =>
        Is(key, _value.ContainingAssembly) || key.Modules.Any(module => module.ReferencedAssemblies.Contains(_value.ContainingAssembly.Identity)));
}
