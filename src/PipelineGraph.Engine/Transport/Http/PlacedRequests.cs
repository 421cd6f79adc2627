using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Engine.Transport.Http;

internal static class PlacedRequests
{
    /// <summary>A place for the lasting connection that a request asks for, to be disposed by whoever runs it.</summary>
    /// <param name="refused">The answer where no place is free.</param>
    public static ConnectionPlace? TryTake(this ConnectionPlaces places, HttpContext context, out Task refused)
    {
        refused = Task.CompletedTask;
        var place = places.TryTake();
        if (place is null)
        {
            const int Status = StatusCodes.Status503ServiceUnavailable;
            refused = HttpResponseWriter.TryLaterAsync(context, Status, places.NoneFree());
        }
        else if (place.Assign(context.User, context.Connection.RemoteIpAddress) is { } tooMany)
        {
            place.Dispose();
            refused = HttpResponseWriter.TryLaterAsync(context, StatusCodes.Status429TooManyRequests, tooMany);
            return null;
        }

        return place;
    }
}
