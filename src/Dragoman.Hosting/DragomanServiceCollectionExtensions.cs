using Dragoman.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Dragoman to an application.</summary>
public static class DragomanServiceCollectionExtensions
{
    /// <summary>Adds one model, named as its folder; ask for <see cref="HostedModel"/> to translate with it.</summary>
    /// <param name="services">Services of the application.</param>
    /// <param name="folder">Path of the model folder.</param>
    public static IServiceCollection AddDragoman(this IServiceCollection services, string folder) =>
        services.AddDragoman(options => options.AddModel(folder));

    /// <summary>Adds models; ask for <see cref="ModelCatalog"/> to find one, or for <see cref="HostedModel"/>, the default one, or one of a name by key.</summary>
    /// <param name="services">Services of the application.</param>
    /// <param name="configure">Says which models; called again, it adds more.</param>
    /// <remarks>Wrong options, and folders that cannot be loaded, end the application when it starts.</remarks>
    public static IServiceCollection AddDragoman(this IServiceCollection services, Action<DragomanOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DragomanOptions>().Configure(configure).ValidateOnStart();
        if (services.Any(service => service.ServiceType == typeof(ModelCatalog)))
        {
            return services;
        }

        services.AddMetrics();
        services.AddSingleton<IValidateOptions<DragomanOptions>, DragomanOptionsValidator>();
        services.AddSingleton<TranslationMeter>();
        services.AddSingleton(provider => new ModelCatalog(
            provider.GetRequiredService<IOptions<DragomanOptions>>(), provider.GetRequiredService<TranslationMeter>()));
        services.AddSingleton(provider => provider.GetRequiredService<ModelCatalog>().Default);
        services.AddKeyedSingleton(KeyedService.AnyKey, (provider, name) => Find(provider.GetRequiredService<ModelCatalog>(), name));
        services.AddHostedService<ModelReloading>();
        services.AddHealthChecks().AddCheck<ModelHealthCheck>("dragoman");
        return services;
    }

    private static HostedModel Find(ModelCatalog catalog, object? name) =>
        catalog.TryFind(name as string, out HostedModel? model) ? model : throw new InvalidOperationException(
            $"There is no model of the name {name}; the models are: {string.Join(", ", catalog.Models.Select(known => known.Name))}.");
}
