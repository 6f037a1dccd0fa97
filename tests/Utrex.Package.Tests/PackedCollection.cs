namespace Utrex.Package.Tests;

/// <summary>Who tries the packages shares them: they are packed once, and nobody packs while another does.</summary>
[CollectionDefinition(nameof(PackedSdk))]
public class PackedCollection : ICollectionFixture<PackedSdk>;
