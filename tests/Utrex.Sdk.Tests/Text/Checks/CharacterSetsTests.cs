using System.Runtime.Intrinsics;
using Utrex.Sdk.Generated;

namespace Utrex.Sdk.Tests.Text.Checks;

public class CharacterSetsTests
{
    // More than one group, an empty set, and one that no ASCII character is in.
    private static readonly string[] Sets = ["YN ", "", "é", "01", "AB", "CDé", "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "-' ", ".", "~", "!", "MF", "XZ"];

    private static readonly CharacterSets Characters = new(Sets);

    [Fact]
    public void A_character_has_bits_of_the_sets_that_hold_it_and_of_no_other()
    {
        for (var character = 0; character < 0x80; character++)
        {
            foreach (var set in Sets)
            {
                var (group, bits) = Characters[set];
                ((Find(group, (byte)character) & bits) != 0).ShouldBe(set.Contains((char)character, StringComparison.Ordinal), $"character {character}, set '{set}'");
            }
        }
    }

    private static byte Find(int group, byte character) =>
        LineCheck.LooksUpBytes ? Characters.Find(group, Vector512.Create(character))[63]
        : Characters.HasClasses ? Characters.Find(group, Vector256.Create(character))[31]
        : Characters.Find(group, character);
}
