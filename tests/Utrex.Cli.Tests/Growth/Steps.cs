using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Utrex.Cli.Tests.Growth;

/// <summary>
/// Counts what a counted program does. <see cref="CountedProgram"/> puts a call of <see cref="Take(int)"/> at the beginning of every method and
/// loop, and calls a method of <see cref="Stand"/> where the class library would go through a whole list in one call.
/// </summary>
public static class Steps
{
    private const int MostMethods = 1 << 16;

    private static readonly List<string> Methods = ["the class library"];
    private static readonly Lock Threads = new();

    // Each thread counts for itself, and goes on with the counts of one that has ended: every run starts threads of its own.
    private static readonly List<(Thread Thread, long[] Counts)> AllCounts = [];

    [ThreadStatic]
    private static long[]? s_counts;

    /// <summary>The steps so far, of all threads, by method.</summary>
    internal static long[] Now
    {
        get
        {
            lock (Threads)
            {
                return [.. Methods.Select((_, i) => AllCounts.Sum(item => Volatile.Read(ref item.Counts[i])))];
            }
        }
    }

    /// <summary>A method whose steps are counted.</summary>
    /// <returns>Its number.</returns>
    internal static int Add(string method)
    {
        Methods.Add(method);
        return Methods.Count - 1;
    }

    /// <summary>The steps of a method.</summary>
    internal static long Of(string method, long[] steps) => steps[Methods.IndexOf(method)];

    /// <summary>The methods that do more than their share when there are ten times as many records.</summary>
    internal static IEnumerable<string> Growing(long[] few, long[] many) => Enumerable.Range(0, many.Length)
        .Select(i => (Method: Methods[i], More: many[i] - (10 * few[i]))).OrderByDescending(item => item.More).Take(5).Select(item => $"{item.Method} {item.More}");

    /// <summary>A step of a method.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(int method) => (s_counts ?? Begin())[method]++;

    private static void TakeMany(int count) => (s_counts ?? Begin())[0] += count;

    private static long[] Begin()
    {
        lock (Threads)
        {
            var ended = AllCounts.Find(item => !item.Thread.IsAlive);
            AllCounts.Remove(ended);
            s_counts = ended.Counts ?? new long[MostMethods];
            AllCounts.Add((Thread.CurrentThread, s_counts));
            return s_counts;
        }
    }

#pragma warning disable MA0016 // They have the parameters of what they stand in for.
    /// <summary>What is called instead of methods that take a step for each element: they do the same and count.</summary>
    public static class Stand
    {
        /// <summary>The method that stands in for another, or <see langword="null"/>.</summary>
        /// <param name="type">The name of the other's type, such as <c>List`1</c>.</param>
        /// <param name="name">Its name.</param>
        /// <param name="parameters">The names of the types of its parameters.</param>
        /// <param name="isStatic">Whether it has no instance.</param>
        public static MethodInfo? For(string type, string name, IReadOnlyList<string> parameters, bool isStatic) => typeof(Stand)
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .FirstOrDefault(method => method.Name == name && method.GetCustomAttribute<OfAttribute>()?.Type == type && method.GetParameters().Length == parameters.Count + (isStatic ? 0 : 1)
                && method.GetParameters().Skip(isStatic ? 0 : 1).Select(parameter => parameter.ParameterType.Name).SequenceEqual(parameters, StringComparer.Ordinal));

        [Of("List`1")]
        public static void Insert<T>(List<T> list, int index, T item)
        {
            TakeMany(list.Count - index);
            list.Insert(index, item);
        }

        [Of("List`1")]
        public static void InsertRange<T>(List<T> list, int index, IEnumerable<T> items)
        {
            TakeMany(list.Count - index);
            list.InsertRange(index, items);
        }

        [Of("List`1")]
        public static void RemoveAt<T>(List<T> list, int index)
        {
            TakeMany(list.Count - index);
            list.RemoveAt(index);
        }

        [Of("List`1")]
        public static void RemoveRange<T>(List<T> list, int index, int count)
        {
            TakeMany(list.Count - index);
            list.RemoveRange(index, count);
        }

        [Of("List`1")]
        public static bool Remove<T>(List<T> list, T item)
        {
            TakeMany(list.Count);
            return list.Remove(item);
        }

        [Of("List`1")]
        public static bool Contains<T>(List<T> list, T item)
        {
            TakeMany(list.Count);
            return list.Contains(item);
        }

        [Of("List`1")]
        public static int IndexOf<T>(List<T> list, T item)
        {
            TakeMany(list.Count);
            return list.IndexOf(item);
        }

        [Of("Enumerable")]
        public static bool Contains<T>(IEnumerable<T> source, T value)
        {
            TakeMany(Size(source));
            return source.Contains(value);
        }

        [Of("Enumerable")]
        public static bool Contains<T>(IEnumerable<T> source, T value, IEqualityComparer<T>? comparer)
        {
            TakeMany(Size(source));
            return source.Contains(value, comparer);
        }

        [Of("Enumerable")]
        public static T ElementAt<T>(IEnumerable<T> source, int index)
        {
            TakeMany(source is IList<T> ? 1 : index);
            return source.ElementAt(index);
        }

        [Of("MemoryExtensions")]
        public static bool SequenceEqual<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> other)
            where T : IEquatable<T>
        {
            TakeMany(1 + (span.Length == other.Length ? span.Length / 16 : 0));
            return span.SequenceEqual(other);
        }

        [Of("MemoryExtensions")]
        public static int IndexOf<T>(ReadOnlySpan<T> span, T value)
            where T : IEquatable<T>
        {
            var at = span.IndexOf(value);
            TakeMany(1 + ((at < 0 ? span.Length : at) / 16));
            return at;
        }

        [Of("Span`1")]
        public static void CopyTo<T>(ref Span<T> span, Span<T> destination)
        {
            TakeMany(1 + (span.Length * Unsafe.SizeOf<T>() / 16));
            span.CopyTo(destination);
        }

        [Of("ReadOnlySpan`1")]
        public static void CopyTo<T>(ref ReadOnlySpan<T> span, Span<T> destination)
        {
            TakeMany(1 + (span.Length * Unsafe.SizeOf<T>() / 16));
            span.CopyTo(destination);
        }

        private static int Size<T>(IEnumerable<T> source) => source is ICollection { Count: var count } ? count : 1;

        /// <summary>The type whose method it stands in for.</summary>
        [AttributeUsage(AttributeTargets.Method)]
        private sealed class OfAttribute(string type) : Attribute
        {
            public string Type { get; } = type;
        }
    }
#pragma warning restore MA0016
}
