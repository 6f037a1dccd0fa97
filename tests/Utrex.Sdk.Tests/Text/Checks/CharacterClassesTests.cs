using System.Runtime.Intrinsics;
using Utrex.Sdk.Generated;

namespace Utrex.Sdk.Tests.Text.Checks;

public class CharacterClassesTests
{
    private static readonly string[] Sets = ["0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789.", "abcXYZ-' "];

    private static readonly CharacterClasses Classes = new(Sets);

    [Fact]
    public void A_character_is_in_the_sets_that_hold_it_and_no_other()
    {
        for (var c = 0; c <= byte.MaxValue; c++)
        {
            for (var set = 0; set < Sets.Length; set++)
            {
                ((Classes.Classify((byte)c) & Classes[set]) != 0).ShouldBe(Sets[set].Contains((char)c, StringComparison.Ordinal), $"character {c}, set '{Sets[set]}'");
            }
        }
    }

    [Fact]
    public void Many_at_a_time_are_classified_as_one_by_one()
    {
        byte[] all = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(c => (byte)c)];
        for (var at = 0; at < all.Length; at += Vector512<byte>.Count)
        {
            byte[] expected = [.. all.Skip(at).Take(Vector512<byte>.Count).Select(Classes.Classify)];

            Of(Classes.Classify(Vector128.Create(all.AsSpan(at)))).ShouldBe(expected[..Vector128<byte>.Count]);
            Of(Classes.Classify(Vector256.Create(all.AsSpan(at)))).ShouldBe(expected[..Vector256<byte>.Count]);
            Of(Classes.Classify(Vector512.Create(all.AsSpan(at)))).ShouldBe(expected);
        }
    }

    private static byte[] Of(Vector128<byte> vector)
    {
        var bytes = new byte[Vector128<byte>.Count];
        vector.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Of(Vector256<byte> vector) => [.. Of(vector.GetLower()), .. Of(vector.GetUpper())];

    private static byte[] Of(Vector512<byte> vector) => [.. Of(vector.GetLower()), .. Of(vector.GetUpper())];
}
