using System.Reflection;

namespace Dragoman.Messages;

/// <summary>Product and version as they stand in the signature of a score.</summary>
internal static class ProductVersion
{
    /// <summary>For example <c>dragoman-0.1.0</c>; build metadata after a plus sign is left out.</summary>
    public static string Current { get; } = "dragoman-" + Informational.Split('+')[0];

    /// <summary>With build metadata, such as the commit, so that two builds differ.</summary>
    public static string Informational =>
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
