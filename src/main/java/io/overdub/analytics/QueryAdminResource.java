package io.overdub.analytics;

import io.overdub.analytics.warehouse.Answer;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Analysts ask the warehouse in SQL. */
@Path("/v1/admin/analytics")
@RolesAllowed("analyst")
class QueryAdminResource {

    private static final String CSV = "text/csv";
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";

    private final Enquiries enquiries;

    QueryAdminResource(Enquiries enquiries) {
        this.enquiries = enquiries;
    }

    @POST
    @Path("/query")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Repeatable("it only reads")
    @Operation(
            summary = "Ask the warehouse in SQL",
            description =
                    "One query that reads events and event_daily (select, with, values); nothing else is reached. It"
                            + " is broken off after 10 s, and the answer is cut after 10,000 rows. Accept: text/csv gives"
                            + " a file.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    public Response ask(@Valid @NotNull Question question, @Context HttpHeaders headers) {
        var limit = question.limit == null ? enquiries.mostRows() : question.limit;
        return answer(
                question.id == null
                        ? enquiries.ask(question.sql, limit)
                        : enquiries.ask(question.sql, limit, question.id),
                headers);
    }

    @DELETE
    @Path("/query/{id}")
    @ResponseStatus(204)
    @Operation(
            summary = "Break off a question",
            description = "One that was asked with this id, wherever it runs, within a second. It is answered with"
                    + " query_cancelled.")
    public void cancel(@PathParam("id") UUID id) {
        enquiries.cancel(id);
    }

    @GET
    @Path("/queries")
    @Operation(summary = "The questions that are saved")
    public SavedQueries saved() {
        return new SavedQueries(enquiries.saved());
    }

    @PUT
    @Path("/queries/{name}")
    @ResponseStatus(204)
    @Operation(summary = "Save a question under a name, in place of the one that has it")
    public void save(
            @PathParam("name") @Pattern(regexp = NAME) String name,
            @Valid @NotNull QueryDraft draft,
            @Context SecurityContext who) {
        enquiries.save(
                name,
                draft.sql,
                draft.note == null ? "" : draft.note,
                Ids.parse(who.getUserPrincipal().getName()));
    }

    @DELETE
    @Path("/queries/{name}")
    @ResponseStatus(204)
    @Operation(summary = "Forget a saved question")
    public void drop(@PathParam("name") @Pattern(regexp = NAME) String name) {
        enquiries.drop(name);
    }

    @GET
    @Path("/queries/{name}/answer")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(summary = "What the warehouse answers to a saved question")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    public Response answer(@PathParam("name") @Pattern(regexp = NAME) String name, @Context HttpHeaders headers) {
        var saved = enquiries.saved(name).orElseThrow(QueryNotFound::new);
        return answer(enquiries.ask(saved.sql(), enquiries.mostRows()), headers);
    }

    private static Response answer(Answer answer, HttpHeaders headers) {
        var wanted = headers.getAcceptableMediaTypes().get(0);
        return wanted.getType().equals("text")
                ? Response.ok(Csv.of(answer), CSV + ";charset=UTF-8").build()
                : Response.ok(answer, MediaType.APPLICATION_JSON).build();
    }

    /** @param id made by whoever asks, to break it off by */
    @Schema(name = "Question")
    record Question(
            @NotBlank @Size(max = 20_000) String sql,
            @Nullable @Min(1) @Max(10_000) Integer limit,
            @Nullable UUID id) {}

    @Schema(name = "QueryDraft")
    record QueryDraft(
            @NotBlank @Size(max = 20_000) String sql,

            @Nullable @Size(max = 500) String note) {}

    @Schema(name = "SavedQueries")
    record SavedQueries(List<SavedQuery> items) {}
}
