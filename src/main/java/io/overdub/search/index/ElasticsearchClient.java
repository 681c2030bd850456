package io.overdub.search.index;

import io.overdub.edge.Repeatable;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What Elasticsearch and OpenSearch understand alike. Plain JSON: a type that names a version is refused by the other. */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface ElasticsearchClient {

    @POST
    @Path("{index}/_search")
    @Repeatable("it reads")
    RestResponse<String> search(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("index") String index,
            @QueryParam("allow_partial_search_results") boolean partial,
            String query);

    @POST
    @Path("{index}/_mget")
    @Repeatable("it reads")
    RestResponse<String> get(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("index") String index,
            @QueryParam("_source_includes") String fields,
            String ids);

    /** @param alias whether an index that there is not is an error, as opposed to a reason to make one */
    @POST
    @Path("_bulk")
    @Consumes("application/x-ndjson")
    @Repeatable("each document carries its version")
    RestResponse<String> bulk(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("require_alias") boolean alias,
            @QueryParam("refresh") @Nullable String refresh,
            String lines);

    @GET
    @Path("{names}/_alias")
    RestResponse<String> aliases(
            @HeaderParam("Authorization") @Nullable String authorization, @PathParam("names") String names);

    @PUT
    @Path("{index}")
    RestResponse<String> create(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("index") String index,
            String settings);

    @POST
    @Path("_aliases")
    @Repeatable("names are there or not")
    RestResponse<String> rename(@HeaderParam("Authorization") @Nullable String authorization, String actions);

    @POST
    @Path("{index}/_refresh")
    @Repeatable("nothing changes")
    RestResponse<String> refresh(
            @HeaderParam("Authorization") @Nullable String authorization, @PathParam("index") String index);

    @DELETE
    @Path("{index}")
    RestResponse<String> delete(
            @HeaderParam("Authorization") @Nullable String authorization, @PathParam("index") String index);
}
