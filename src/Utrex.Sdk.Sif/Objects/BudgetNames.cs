using System.Xml;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>The names of a file, of which the reader keeps one copy each; capped, since a hostile file may have a new one in every tag.</summary>
internal sealed class BudgetNames : NameTable
{
    private const int Budget = 1 << 20;

    private int _left = Budget;

    /// <summary>Names that are expected anyhow.</summary>
    public void Expect(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            base.Add(name);
        }
    }

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? base.Add(key, start, Spend(len));

    public override string Add(string key) => Get(key) ?? base.Add(key[..Spend(key.Length)]);

    private int Spend(int length)
    {
        _left -= length;
        return _left >= 0 ? length : throw new BudgetExceededException($"The names of elements and attributes have more than {Budget >> 20} million characters together");
    }
}
