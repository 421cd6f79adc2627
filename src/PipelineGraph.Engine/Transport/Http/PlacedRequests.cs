using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Engine.Transport.Http;

internal static class PlacedRequests
{
    /// <summary>Runs what makes a lasting connection of a request, or refuses it where no place is free.</summary>
    public static async Task RunAsync(
        this ConnectionPlaces places, HttpContext context, Func<ConnectionPlace, Task> run)
    {
        using var place = places.TryTake();
        if (place is null)
        {
            const int Status = StatusCodes.Status503ServiceUnavailable;
            await HttpResponseWriter.TryLaterAsync(context, Status, places.NoneFree());
        }
        else if (place.Assign(context.User, context.Connection.RemoteIpAddress) is { } tooMany)
        {
            await HttpResponseWriter.TryLaterAsync(context, StatusCodes.Status429TooManyRequests, tooMany);
        }
        else
        {
            await run(place);
        }
    }
}
