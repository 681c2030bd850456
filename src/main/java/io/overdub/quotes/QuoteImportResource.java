package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The catalogue as one JSON file: a list of names and sound addresses. */
@Path("/v1/admin/quotes/import")
@RolesAllowed(Roles.EDITOR)
class QuoteImportResource {

    private final QuoteImports imports;
    private final Viewer viewer;

    QuoteImportResource(QuoteImports imports, Viewer viewer) {
        this.imports = imports;
        this.viewer = viewer;
    }

    @POST
    @Idempotent
    @Operation(
            summary = "Import quotes",
            description =
                    "Each row is judged by itself. Sounds are fetched after the answer, from configured origins"
                            + " only; ask for the import again to see how it stands. A sound that is a quote already stays as it is.")
    public ImportReport start(@Valid @NotNull File file) {
        return file.dryRun ? imports.rehearse(file.quotes) : imports.start(viewer.id(), file.quotes);
    }

    @GET
    @Path("/{id}")
    public ImportReport show(@PathParam("id") UUID id) {
        return imports.show(id);
    }

    /** @param dryRun only say what would be wrong */
    @Schema(name = "QuoteImport")
    record File(
            boolean dryRun, @NotEmpty @Size(max = 10_000) List<@NotNull Row> quotes) {}

    /**
     * Its own constraints are checked row by row, so that one bad row spoils nothing else.
     *
     * @param rights {@code cleared}, {@code declared} (when absent), {@code unclear} or {@code disputed}
     * @param sound {@code https://…} on a configured origin, or {@code upload:} and the id of an own upload that is ready
     */
    @Schema(name = "QuoteImportRow")
    record Row(
            @NotBlank @Size(max = 80) @Nullable String name,
            @NotBlank @Size(max = 2000) @Nullable String sound,

            @NotNull @Size(max = QuoteText.LONGEST_LANGUAGE) @Pattern(regexp = QuoteResource.LANGUAGE) @Nullable String language,

            @Nullable @Size(max = QuoteText.MOST_TAGS) List<@NotBlank @Size(max = QuoteText.LONGEST_TAG) String> tags,

            @Nullable @Size(max = QuoteText.MOST_CATEGORIES) List<@NotNull @Size(max = Category.LONGEST_KEY) @Pattern(regexp = Category.KEY) String> categories,

            @Nullable @Size(max = QuoteText.MOST_MARKETS) List<@NotNull @Country String> markets,

            @Nullable @Size(max = QuoteText.MOST_MARKETS) List<@NotNull @Country String> blockedMarkets,

            @Nullable @Size(max = QuoteText.LONGEST_TRANSCRIPT) String transcript,

            @NotNull @Size(max = Credit.LONGEST_ATTRIBUTION) @Nullable String attribution,

            @Nullable @Size(max = Credit.LONGEST_LICENCE) String licence,
            @Nullable @Size(max = Credit.LONGEST_SOURCE) String source,
            @Nullable @Size(max = Credit.LONGEST_AUTHOR) String author,

            @Nullable @Pattern(regexp = "cleared|declared|unclear|disputed") String rights) {

        String nameOrEmpty() {
            return orEmpty(name);
        }

        String soundOrEmpty() {
            return orEmpty(sound);
        }

        QuoteText text() {
            return new QuoteText(
                    nameOrEmpty(),
                    orEmpty(language),
                    orNone(tags),
                    orNone(categories),
                    orNone(markets),
                    orNone(blockedMarkets),
                    orEmpty(transcript),
                    new Credit(
                            orEmpty(attribution),
                            orEmpty(licence),
                            orEmpty(source),
                            orEmpty(author),
                            rights == null ? Rights.DECLARED : Rights.fromStored(rights)));
        }

        private static List<String> orNone(@Nullable List<String> texts) {
            return texts == null
                    ? List.of()
                    : texts.stream().filter(Objects::nonNull).toList();
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }
}
