package io.overdub.search;

import io.overdub.accounts.Roles;
import io.overdub.edge.Repeatable;
import io.overdub.search.index.Kind;
import io.overdub.search.index.Question;
import io.overdub.search.index.Rules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Path("/v1/admin/search/preview")
@RolesAllowed(Roles.ANALYST)
class RulesPreviewResource {

    private final DressRehearsal rehearsal;

    RulesPreviewResource(DressRehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    @POST
    @Repeatable("it changes nothing")
    @Operation(
            summary = "What a search would find by other rules, beside what it finds today",
            description = "The first 20 of each side, as somebody sees them who has not signed in, with their scores.")
    public Comparison play(@Valid @NotNull Request request) {
        var kinds = request.kinds == null || request.kinds.isEmpty()
                ? EnumSet.allOf(Kind.class)
                : EnumSet.copyOf(request.kinds);
        var language = request.language == null ? "" : request.language.toLowerCase(Locale.ROOT);
        return rehearsal.play(new Question(request.query, kinds, List.of(), language, true), request.rules);
    }

    /**
     * @param kinds all when absent or empty
     * @param language that it is asked in, such as {@code pt}; filters nothing
     */
    @Schema(name = "SearchPreviewRequest")
    record Request(
            @NotNull @Size(max = 200) String query,

            @Nullable @Size(max = 4) List<@NotNull Kind> kinds,

            @Nullable @Pattern(regexp = "[A-Za-z]{2,8}") String language,
            @Valid @NotNull Rules rules) {}
}
