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
    record File(boolean dryRun, @NotEmpty @Size(max = 500) List<@NotNull Row> quotes) {}

    /**
     * Its own constraints are checked row by row, so that one bad row spoils nothing else.
     *
     * @param sound {@code https://…} on a configured origin, or {@code upload:} and the id of an own upload that is ready
     */
    @Schema(name = "QuoteImportRow")
    record Row(
            @NotBlank @Size(max = 80) @Nullable String name,
            @NotBlank @Size(max = 2000) @Nullable String sound,

            @NotNull @Pattern(regexp = QuoteResource.LANGUAGE) @Nullable String language,

            @Nullable @Size(max = 10) List<@NotBlank @Size(max = 50) String> tags,
            @NotNull @Size(max = 200) @Nullable String attribution) {

        String nameOrEmpty() {
            return name == null ? "" : name;
        }

        String soundOrEmpty() {
            return sound == null ? "" : sound;
        }

        QuoteText text() {
            return new QuoteText(
                    nameOrEmpty(),
                    language == null ? "" : language,
                    tags == null
                            ? List.of()
                            : tags.stream().filter(Objects::nonNull).toList(),
                    attribution == null ? "" : attribution);
        }
    }
}
