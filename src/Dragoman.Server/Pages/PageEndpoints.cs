using Dragoman.Inspector;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Dragoman.Server.Pages;

/// <summary>The page at <c>/</c> and <c>/training</c>, with its files. A browser keeps them and asks whether they have changed.</summary>
internal static class PageEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds the files.</summary>
    internal static void MapPage(this IEndpointRouteBuilder routes)
    {
        foreach (PageAsset asset in InspectorPage.Assets.Values)
        {
            routes.MapMethods(asset.Path, Methods, (HttpContext context) => Answer(asset, context)).ExcludeFromDescription();
        }
    }

    /// <summary>Routing takes a slash at the end for nothing, but a browser would look for the files of the page below it.</summary>
    private static Results<FileContentHttpResult, RedirectHttpResult> Answer(PageAsset asset, HttpContext context)
    {
        if (asset.Path == "/" || !context.Request.Path.Value!.EndsWith('/'))
        {
            return Send(asset, context);
        }

        string name = asset.Path[(asset.Path.LastIndexOf('/') + 1)..];
        return TypedResults.Redirect($"../{name}{context.Request.QueryString}", permanent: true, preserveMethod: true);
    }

    private static FileContentHttpResult Send(PageAsset asset, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!AcceptsBrotli(context.Request))
        {
            return TypedResults.Bytes(asset.Content, asset.ContentType, entityTag: new EntityTagHeaderValue(asset.ETag));
        }

        context.Response.Headers.ContentEncoding = "br";
        return TypedResults.Bytes(asset.Brotli, asset.ContentType, entityTag: new EntityTagHeaderValue(asset.ETag.Insert(asset.ETag.Length - 1, "-br")));
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0);
}
