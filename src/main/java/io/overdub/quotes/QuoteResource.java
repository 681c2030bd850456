package io.overdub.quotes;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Cached;
import io.overdub.edge.Idempotent;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import io.overdub.uploads.UploadId;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/quotes")
class QuoteResource {

    static final String LANGUAGE = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,2}";

    private final QuoteCatalog catalog;
    private final EditorsDesk desk;
    private final Viewer viewer;

    QuoteResource(QuoteCatalog catalog, EditorsDesk desk, Viewer viewer) {
        this.catalog = catalog;
        this.desk = desk;
        this.viewer = viewer;
    }

    @GET
    @PermitAll
    @Cached(seconds = 30, tags = ForgetQuoteAnswers.ALL)
    @Operation(
            summary = "The catalogue",
            description =
                    "What is published where the viewer is: in the market that they ask for, else in the country of"
                            + " their account. Who tells neither is shown what is for everywhere.")
    public Page<Quote> list(
            @QueryParam("order") @Nullable Order order,
            @QueryParam("language") @Size(max = QuoteText.LONGEST_LANGUAGE) @Pattern(regexp = LANGUAGE) @Nullable String language,
            @QueryParam("category") @Size(max = Category.LONGEST_KEY) @Pattern(regexp = Category.KEY) @Nullable String category,
            @QueryParam("market") @Country @Nullable String market,
            @BeanParam PageQuery page) {
        var selection = new Selection(order == null ? Order.NEWEST : order, Language.ofNullable(language), category);
        return catalog.list(selection, viewer.orNull(), market, page.cursor(), page.limit());
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Cached(seconds = 30, tags = ForgetQuoteAnswers.ONE + "{id}")
    public Quote show(@PathParam("id") QuoteId id, @QueryParam("market") @Country @Nullable String market) {
        return catalog.show(id, viewer.orNull(), market, viewer.is(Roles.EDITOR));
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.USER)
    @Operation(
            summary = "Bring a quote",
            description =
                    "An editor's is published at once, or when its time comes; anybody else's waits for an editor,"
                            + " and needs a licence and declared rights. A sound that is here already stays the quote that it is.")
    @APIResponse(
            responseCode = "201",
            description = "Published, or waiting for its time or for an editor",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "200", description = "The quote that has this sound already")
    public RestResponse<Answer> publish(@Valid @NotNull Draft draft) {
        var brought = viewer.is(Roles.EDITOR)
                ? desk.publish(viewer.id(), draft.uploadId, draft.text(), draft.publishAt, draft.unpublishAt, null)
                : desk.submit(viewer.id(), draft.uploadId, draft.textToReview());
        var status = brought.deduplicated() ? RestResponse.Status.OK : RestResponse.Status.CREATED;
        return RestResponse.status(status, new Answer(brought.deduplicated(), brought.quote()));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.USER)
    @Operation(
            summary = "Change a quote",
            description =
                    "An editor any; its maker as long as it waits for review. Withdrawn rights hide it, other rights"
                            + " bring it back.")
    public Quote describe(@PathParam("id") QuoteId id, @Valid @NotNull Change change) {
        return desk.describe(id, viewer.id(), viewer.is(Roles.EDITOR), change::of);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.USER)
    public void withdraw(@PathParam("id") QuoteId id) {
        desk.withdraw(id, viewer.id(), viewer.is(Roles.EDITOR));
    }

    /** @param deduplicated whether the sound was here already, as the quote that this is */
    @Schema(name = "QuoteBrought")
    record Answer(boolean deduplicated, @JsonUnwrapped Quote quote) {}

    /**
     * @param markets where it is offered; absent or empty: everywhere
     * @param rights {@code declared} when absent and an editor brings it; anybody else must say so
     * @param publishAt for editors: when it is shown; absent: at once
     */
    @Schema(name = "QuoteDraft")
    record Draft(
            @NotNull UploadId uploadId,
            @NotBlank @Size(max = QuoteText.LONGEST_TITLE) String title,

            @NotNull @Size(max = QuoteText.LONGEST_LANGUAGE) @Pattern(regexp = LANGUAGE) String language,

            @Nullable @Size(max = QuoteText.MOST_TAGS) List<@NotBlank @Size(max = QuoteText.LONGEST_TAG) String> tags,

            @Nullable @Size(max = QuoteText.MOST_CATEGORIES) List<@NotNull @Size(max = Category.LONGEST_KEY) @Pattern(regexp = Category.KEY) String> categories,

            @Nullable @Size(max = QuoteText.MOST_MARKETS) List<@NotNull @Country String> markets,

            @Nullable @Size(max = QuoteText.MOST_MARKETS) List<@NotNull @Country String> blockedMarkets,

            @Nullable @Size(max = QuoteText.LONGEST_TRANSCRIPT) String transcript,

            @NotNull @Size(max = Credit.LONGEST_ATTRIBUTION) String attribution,
            @Nullable @Size(max = Credit.LONGEST_LICENCE) String licence,
            @Nullable @Size(max = Credit.LONGEST_SOURCE) String source,
            @Nullable @Size(max = Credit.LONGEST_AUTHOR) String author,
            @Nullable Rights rights,
            @Nullable Instant publishAt,
            @Nullable Instant unpublishAt) {

        QuoteText text() {
            return text(rights == null ? Rights.DECLARED : rights);
        }

        /** What nobody declared is unclear. */
        QuoteText textToReview() {
            return text(rights == null ? Rights.UNCLEAR : rights);
        }

        private QuoteText text(Rights said) {
            return new QuoteText(
                    title,
                    language,
                    orNone(tags),
                    orNone(categories),
                    orNone(markets),
                    orNone(blockedMarkets),
                    orEmpty(transcript),
                    new Credit(attribution, orEmpty(licence), orEmpty(source), orEmpty(author), said));
        }
    }

    /** What is absent stays as it is. */
    @Schema(name = "QuoteChange")
    record Change(
            @Nullable @Size(max = QuoteText.LONGEST_TITLE) @Visible @Schema(pattern = "\\S")
            String title,

            @Nullable @Size(max = QuoteText.LONGEST_LANGUAGE) @Pattern(regexp = LANGUAGE) String language,

            @Nullable @Size(max = QuoteText.MOST_TAGS) List<@NotBlank @Size(max = QuoteText.LONGEST_TAG) String> tags,

            @Nullable @Size(max = QuoteText.MOST_CATEGORIES) List<@NotNull @Size(max = Category.LONGEST_KEY) @Pattern(regexp = Category.KEY) String> categories,

            @Nullable @Size(max = QuoteText.MOST_MARKETS) List<@NotNull @Country String> markets,

            @Nullable @Size(max = QuoteText.MOST_MARKETS) List<@NotNull @Country String> blockedMarkets,

            @Nullable @Size(max = QuoteText.LONGEST_TRANSCRIPT) String transcript,

            @Nullable @Size(max = Credit.LONGEST_ATTRIBUTION) String attribution,

            @Nullable @Size(max = Credit.LONGEST_LICENCE) String licence,
            @Nullable @Size(max = Credit.LONGEST_SOURCE) String source,
            @Nullable @Size(max = Credit.LONGEST_AUTHOR) String author,
            @Nullable Rights rights) {

        QuoteText of(QuoteText text) {
            var credit = text.credit();
            return new QuoteText(
                    title == null ? text.title() : title,
                    language == null ? text.language() : language,
                    tags == null ? text.tags() : List.copyOf(tags),
                    categories == null ? text.categories() : List.copyOf(categories),
                    markets == null ? text.markets() : List.copyOf(markets),
                    blockedMarkets == null ? text.blockedMarkets() : List.copyOf(blockedMarkets),
                    transcript == null ? text.transcript() : transcript,
                    new Credit(
                            attribution == null ? credit.attribution() : attribution,
                            licence == null ? credit.licence() : licence,
                            source == null ? credit.source() : source,
                            author == null ? credit.author() : author,
                            rights == null ? credit.rights() : rights));
        }
    }

    private static List<String> orNone(@Nullable List<String> texts) {
        return texts == null ? List.of() : List.copyOf(texts);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
