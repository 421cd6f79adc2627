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
        else if (!place.TryAssign(context.User))
        {
            const int Status = StatusCodes.Status429TooManyRequests;
            await HttpResponseWriter.TryLaterAsync(context, Status, places.NoneFreeForCaller());
        }
        else
        {
            await run(place);
        }
    }
}
