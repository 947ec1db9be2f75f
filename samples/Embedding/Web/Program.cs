using Dragoman.Hosting;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddDragoman(builder.Configuration["Model"] ?? "models/en-fr");

WebApplication app = builder.Build();
app.MapHealthChecks("/health");
app.MapGet("/translate", async (string text, HostedModel model, CancellationToken stop) =>
{
    try
    {
        return Results.Ok((await model.TranslateAsync(text, cancellationToken: stop)).Text);
    }
    catch (QueueFullException)
    {
        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }
});
app.Run();
