package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/v1/quotes")
class QuoteResource {

    static final String LANGUAGE = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,2}";

    private final QuoteCatalog catalog;
    private final Viewer viewer;

    QuoteResource(QuoteCatalog catalog, Viewer viewer) {
        this.catalog = catalog;
        this.viewer = viewer;
    }

    @GET
    @PermitAll
    public Page<Quote> newest(
            @QueryParam("language") @Pattern(regexp = LANGUAGE) @Nullable String language, @BeanParam PageQuery page) {
        return catalog.newest(language, page.cursor(), page.limit());
    }

    @GET
    @Path("/{id}")
    @PermitAll
    public Quote show(@PathParam("id") QuoteId id) {
        return catalog.show(id);
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.EDITOR)
    @ResponseStatus(201)
    @APIResponse(responseCode = "201", description = "Published")
    public Quote publish(@Valid @NotNull Draft draft) {
        return catalog.publish(viewer.id(), draft.uploadId, draft.text());
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    public Quote describe(@PathParam("id") QuoteId id, @Valid @NotNull Change change) {
        return catalog.describe(id, change.of(catalog.textOf(id)));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    public void withdraw(@PathParam("id") QuoteId id) {
        catalog.withdraw(id);
    }

    @Schema(name = "QuoteDraft")
    record Draft(
            @NotNull UploadId uploadId,
            @NotBlank @Size(max = QuoteText.LONGEST_TITLE) String title,
            @NotNull @Pattern(regexp = LANGUAGE) String language,
            @Nullable @Size(max = QuoteText.MOST_TAGS) List<@NotBlank @Size(max = QuoteText.LONGEST_TAG) String> tags,
            @NotNull @Size(max = QuoteText.LONGEST_CREDIT) String attribution) {

        QuoteText text() {
            return new QuoteText(title, language, tags == null ? List.of() : List.copyOf(tags), attribution);
        }
    }

    /** What is absent stays as it is. */
    @Schema(name = "QuoteChange")
    record Change(
            @Nullable @Size(min = 1, max = QuoteText.LONGEST_TITLE) String title,

            @Nullable @Pattern(regexp = LANGUAGE) String language,
            @Nullable @Size(max = QuoteText.MOST_TAGS) List<@NotBlank @Size(max = QuoteText.LONGEST_TAG) String> tags,
            @Nullable @Size(max = QuoteText.LONGEST_CREDIT) String attribution) {

        QuoteText of(QuoteText text) {
            return new QuoteText(
                    title == null ? text.title() : title,
                    language == null ? text.language() : language,
                    tags == null ? text.tags() : List.copyOf(tags),
                    attribution == null ? text.attribution() : attribution);
        }
    }
}
