package io.overdub.feeds.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.overdub.edge.Repeatable;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Feeds v3, whose addresses say v2. The token stands in its header bare. */
@ClientHeaderParam(name = "stream-auth-type", value = "jwt")
interface StreamV3Client {

    @POST
    @Path("api/v2/feeds/feed_groups/{group}/feeds/{id}")
    @Repeatable("it reads, and makes a feed that there is not")
    RestResponse<Answer> read(
            @HeaderParam("Authorization") String token,
            @PathParam("group") String group,
            @PathParam("id") String id,
            @QueryParam("api_key") String key,
            Question question);

    @POST
    @Path("api/v2/feeds/activities")
    @Repeatable("an activity is known by its id, which is ours")
    RestResponse<Answer> add(
            @HeaderParam("Authorization") String token, @QueryParam("api_key") String key, Activity activity);

    @POST
    @Path("api/v2/feeds/activities/batch")
    @Repeatable("an activity is known by its id, which is ours")
    RestResponse<Answer> addAll(
            @HeaderParam("Authorization") String token, @QueryParam("api_key") String key, Activities activities);

    @POST
    @Path("api/v2/feeds/follows/batch/upsert")
    @Repeatable("a feed follows another or does not")
    RestResponse<Answer> followAll(
            @HeaderParam("Authorization") String token, @QueryParam("api_key") String key, Follows follows);

    @DELETE
    @Path("api/v2/feeds/activities/{id}")
    RestResponse<Answer> remove(
            @HeaderParam("Authorization") String token,
            @PathParam("id") String id,
            @QueryParam("api_key") String key,
            @QueryParam("hard_delete") boolean hard);

    @POST
    @Path("api/v2/feeds/follows/upsert")
    @Repeatable("a feed follows another or does not")
    RestResponse<Answer> follow(
            @HeaderParam("Authorization") String token, @QueryParam("api_key") String key, Follow follow);

    @DELETE
    @Path("api/v2/feeds/follows/{source}/{target}")
    RestResponse<Answer> unfollow(
            @HeaderParam("Authorization") String token,
            @PathParam("source") String source,
            @PathParam("target") String target,
            @QueryParam("api_key") String key);

    /** @param view whose formula ranks; null for the newest */
    record Question(
            int limit,
            @Nullable String next,
            String userId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String view) {}

    record Activity(String type, List<String> feeds, String id, String userId) {}

    record Activities(List<Activity> activities) {}

    record Follows(List<Follow> follows) {}

    record Follow(String source, String target, int activityCopyLimit) {}

    record Found(@Nullable String id) {}

    /**
     * @param activity that was added
     * @param duration in words; what was done and leaves nothing to tell is answered with this alone
     * @param code of the error
     */
    record Answer(
            @Nullable List<Found> activities,
            @Nullable String next,
            @Nullable Found activity,
            @Nullable String duration,
            @Nullable Integer code)
            implements StreamAnswer {

        @Override
        public boolean complete() {
            return activities != null || activity != null || duration != null;
        }
    }
}
