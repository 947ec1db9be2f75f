using Dragoman.Configuration;
using Dragoman.Server.Errors;
using Dragoman.Server.Security;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace Dragoman.Server.Api;

/// <summary>Refuses query parameters that an endpoint of <c>/v1</c> does not have, and several values for one that has one.</summary>
/// <param name="next">What comes after.</param>
internal sealed class QueryCheck(RequestDelegate next)
{
    /// <summary>Checks a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Query.Count > 0 && context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<NeedsKey>() is not null)
        {
            IParameterBindingMetadata[] known = [.. endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().Where(parameter => IsOfQuery(parameter, endpoint))];
            foreach ((string name, StringValues values) in context.Request.Query)
            {
                ThrowIfWrong(name, values, known);
            }
        }

        return next(context);
    }

    private static void ThrowIfWrong(string name, StringValues values, IParameterBindingMetadata[] known)
    {
        if (known.Length == 0)
        {
            throw RequestException.Bad($"The address has a query parameter {RequestException.Quote(name)}; none is expected here.");
        }

        IParameterBindingMetadata parameter = known.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw RequestException.Bad(
            $"There is no query parameter {RequestException.Quote(name)} here; there are: {string.Join(", ", known.Select(other => other.Name))}." +
            Suggestion.For(name, known.Select(other => other.Name)));
        if (values.Count > 1 && parameter.ParameterInfo.ParameterType == typeof(string))
        {
            throw RequestException.Bad(FormattableString.Invariant($"{parameter.Name} is given {values.Count} times; expected one value."));
        }
    }

    /// <summary>Text that does not come from the path comes from the query.</summary>
    private static bool IsOfQuery(IParameterBindingMetadata parameter, RouteEndpoint endpoint) =>
        (parameter.ParameterInfo.ParameterType == typeof(string) || parameter.ParameterInfo.ParameterType == typeof(string[]))
        && endpoint.RoutePattern.GetParameter(parameter.Name) is null;
}
