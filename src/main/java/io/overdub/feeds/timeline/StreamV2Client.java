package io.overdub.feeds.timeline;

import io.overdub.edge.Repeatable;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Feeds v2, whose addresses say v1.0. Each ends with a slash; the token stands in its header bare. */
@ClientHeaderParam(name = "Stream-Auth-Type", value = "jwt")
interface StreamV2Client {

    @GET
    @Path("feed/{slug}/{id}/")
    RestResponse<Answer> read(
            @HeaderParam("Authorization") String token,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @QueryParam("api_key") String key,
            @QueryParam("limit") int limit,
            @QueryParam("id_lt") @Nullable String before);

    /** Under scores an id is no place: pages are counted. */
    @GET
    @Path("feed/{slug}/{id}/")
    RestResponse<Answer> ranked(
            @HeaderParam("Authorization") String token,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @QueryParam("api_key") String key,
            @QueryParam("limit") int limit,
            @QueryParam("ranking") String method,
            @QueryParam("offset") int offset);

    @POST
    @Path("feed/{slug}/{id}/")
    @Repeatable("an activity is known by its foreign id and its time")
    RestResponse<Answer> add(
            @HeaderParam("Authorization") String token,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @QueryParam("api_key") String key,
            Activity activity);

    @POST
    @Path("feed/{slug}/{id}/")
    @Repeatable("an activity is known by its foreign id and its time")
    RestResponse<Answer> addAll(
            @HeaderParam("Authorization") String token,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @QueryParam("api_key") String key,
            Activities activities);

    @POST
    @Path("follow_many/")
    @Repeatable("a feed follows another or does not")
    RestResponse<Answer> followAll(
            @HeaderParam("Authorization") String token,
            @QueryParam("api_key") String key,
            @QueryParam("activity_copy_limit") int copyLimit,
            List<Edge> edges);

    @POST
    @Path("activity/")
    @Repeatable("it sets what is to be, and adds nothing")
    RestResponse<Answer> change(
            @HeaderParam("Authorization") String token, @QueryParam("api_key") String key, Changes changes);

    @DELETE
    @Path("feed/{slug}/{id}/{foreign_id}/")
    RestResponse<Answer> remove(
            @HeaderParam("Authorization") String token,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @PathParam("foreign_id") String foreignId,
            @QueryParam("api_key") String key,
            @QueryParam("foreign_id") int byForeignId);

    @POST
    @Path("feed/{slug}/{id}/follows/")
    @Repeatable("a feed follows another or does not")
    RestResponse<Answer> follow(
            @HeaderParam("Authorization") String token,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @QueryParam("api_key") String key,
            Follow follow);

    @DELETE
    @Path("feed/{slug}/{id}/follows/{target}/")
    RestResponse<Answer> unfollow(
            @HeaderParam("Authorization") String token,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @PathParam("target") String target,
            @QueryParam("api_key") String key);

    /** @param time UTC, in milliseconds, without a zone */
    record Activity(String actor, String verb, String object, String foreignId, String time) {}

    record Activities(List<Activity> activities) {}

    record Changes(List<Change> changes) {}

    record Change(String foreignId, String time, Attributes set) {}

    record Attributes(long popularity) {}

    record Follow(String target, int activityCopyLimit) {}

    record Edge(String source, String target) {}

    /** @param id of Stream */
    record Found(@Nullable String id, @Nullable String foreignId) {}

    /**
     * @param activities that were added together
     * @param id of the activity that was added alone
     * @param removed the foreign id of the activity, or the name of the feed, that was
     * @param duration in words; what was done and leaves nothing to tell is answered with this alone
     */
    record Answer(
            @Nullable List<Found> results,
            @Nullable List<Found> activities,
            @Nullable String next,
            @Nullable String id,
            @Nullable String foreignId,
            @Nullable String removed,
            @Nullable String duration,
            @Nullable Integer code)
            implements StreamAnswer {

        @Override
        public boolean complete() {
            return results != null || activities != null || id != null || removed != null || duration != null;
        }
    }
}
