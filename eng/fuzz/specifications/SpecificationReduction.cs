namespace Utrex.Fuzzing.Specifications;

/// <summary>Makes a failing specification smaller as long as it fails in the same way.</summary>
internal static class SpecificationReduction
{
    private const int MostTrials = 400;

    /// <summary>The smallest specification that was found.</summary>
    public static List<SpecificationFile> Of(IReadOnlyList<SpecificationFile> files, SpecificationProject project, string kind)
    {
        var best = files.Select(file => file.Clone()).ToList();
        var left = MostTrials;
        for (var i = best.Count - 1; i >= 0; i--)
        {
            var file = best[i];
            best.RemoveAt(i);
            if (!Fails())
            {
                best.Insert(i, file);
            }
        }

        foreach (var file in best)
        {
            if (file.Tree is { } tree)
            {
                Reduce(tree);
            }
        }

        return best;

        bool Fails() => left-- > 0 && best.Count > 0 && string.Equals(SpecificationTrial.Of(best, project).Kind, kind, StringComparison.Ordinal);

        // From the outside in: what can go as a whole goes as a whole.
        void Reduce(JsonTree tree)
        {
            for (var i = tree.Items.Count - 1; i >= 0; i--)
            {
                var item = tree.Items[i];
                tree.Items.RemoveAt(i);
                if (!Fails())
                {
                    tree.Items.Insert(i, item);
                    Reduce(item);
                }
            }

            for (var i = tree.Properties.Count - 1; i >= 0; i--)
            {
                var property = tree.Properties[i];
                tree.Properties.RemoveAt(i);
                if (!Fails())
                {
                    tree.Properties.Insert(i, property);
                    Reduce(property.Value);
                }
            }
        }
    }
}
