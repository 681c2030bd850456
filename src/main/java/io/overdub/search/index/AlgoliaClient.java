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

@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface AlgoliaClient {

    String APPLICATION = "x-algolia-application-id";
    String KEY = "x-algolia-api-key";

    @POST
    @Path("1/indexes/{index}/query")
    @Repeatable("it reads")
    RestResponse<String> query(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            String parameters);

    @POST
    @Path("1/indexes/{index}/browse")
    @Repeatable("it reads")
    RestResponse<String> browse(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            String parameters);

    @POST
    @Path("1/indexes/*/objects")
    @Repeatable("it reads")
    RestResponse<String> objects(
            @HeaderParam(APPLICATION) String application, @HeaderParam(KEY) String key, String requests);

    @POST
    @Path("1/indexes/{index}/batch")
    @Repeatable("each record has an id of ours and a version")
    RestResponse<String> batch(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            String requests);

    @GET
    @Path("1/indexes/{index}/task/{task}")
    RestResponse<String> task(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            @PathParam("task") long task);

    @GET
    @Path("1/indexes")
    RestResponse<String> list(@HeaderParam(APPLICATION) String application, @HeaderParam(KEY) String key);

    @GET
    @Path("1/indexes/{index}/settings")
    RestResponse<String> settings(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index);

    @PUT
    @Path("1/indexes/{index}/settings")
    RestResponse<String> set(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            @QueryParam("forwardToReplicas") boolean replicas,
            String settings);

    @POST
    @Path("1/indexes/{index}/rules/batch")
    @Repeatable("it says which rules there are")
    RestResponse<String> rules(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            @QueryParam("clearExistingRules") boolean alone,
            @QueryParam("forwardToReplicas") boolean replicas,
            String rules);

    @POST
    @Path("1/indexes/{index}/synonyms/batch")
    @Repeatable("it says which synonyms there are")
    RestResponse<String> synonyms(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            @QueryParam("replaceExistingSynonyms") boolean alone,
            @QueryParam("forwardToReplicas") boolean replicas,
            String synonyms);

    @POST
    @Path("1/indexes/{index}/rules/search")
    @Repeatable("it reads")
    RestResponse<String> findRules(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            String parameters);

    @POST
    @Path("1/indexes/{index}/synonyms/search")
    @Repeatable("it reads")
    RestResponse<String> findSynonyms(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            String parameters);

    @POST
    @Path("1/indexes/{index}/operation")
    @Repeatable("a copy of a copy is the same, and what was moved is not there to be moved")
    RestResponse<String> operate(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index,
            String operation);

    @POST
    @Path("1/events")
    @Repeatable("it counts twice then, which is better than not at all")
    RestResponse<String> events(
            @HeaderParam(APPLICATION) String application, @HeaderParam(KEY) String key, String events);

    @GET
    @Path("2/abtests")
    RestResponse<String> splitTests(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @QueryParam("indexPrefix") String index,
            @QueryParam("limit") int limit);

    @GET
    @Path("2/abtests/{id}")
    RestResponse<String> splitTest(
            @HeaderParam(APPLICATION) String application, @HeaderParam(KEY) String key, @PathParam("id") long id);

    @POST
    @Path("2/abtests")
    @Repeatable("whoever calls it looks first whether there is one of that name")
    RestResponse<String> split(@HeaderParam(APPLICATION) String application, @HeaderParam(KEY) String key, String test);

    @POST
    @Path("2/abtests/{id}/stop")
    @Repeatable("what was stopped stays so")
    RestResponse<String> stopSplit(
            @HeaderParam(APPLICATION) String application, @HeaderParam(KEY) String key, @PathParam("id") long id);

    @DELETE
    @Path("1/indexes/{index}")
    RestResponse<String> delete(
            @HeaderParam(APPLICATION) String application,
            @HeaderParam(KEY) String key,
            @PathParam("index") String index);
}
