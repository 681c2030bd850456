package io.overdub.search;

import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import io.overdub.search.index.Kind;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

@Path("/v1/search")
@PermitAll
class SearchResource {

    private static final int LONGEST = 200;
    private static final int LONGEST_LICENCE = 100;
    private static final String LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,2}";
    private static final String CATEGORY = "[a-z0-9-]{1,50}";
    private static final Set<String> FILTERS =
            Set.of("q", "in", "language", "category", "licence", "length", "cursor", "limit");

    private final SearchDesk desk;
    private final Viewer viewer;

    SearchResource(SearchDesk desk, Viewer viewer) {
        this.desk = desk;
        this.viewer = viewer;
    }

    @GET
    @Operation(
            summary = "What matches a query best",
            description =
                    "The last word may be the beginning of one, unless a space ends the query; from four letters on a typo is"
                            + " forgiven, from eight two. Where nothing has all the words, what has some of them. Without a query what is"
                            + " popular. A filter that is not listed here is refused.")
    public Page<SearchItem> find(
            @QueryParam("q") @Size(max = LONGEST) @Nullable String query,
            @QueryParam("in")
                    @Parameter(
                            description =
                                    "Some of quotes, dubs, accounts and tags, with a comma in between; all without it")
                    @Size(max = LONGEST) @Nullable String in,
            @QueryParam("language")
                    @Parameter(description = "Only quotes in this language (BCP 47), and dubs of them")
                    @Pattern(regexp = LANGUAGE) @Size(max = 16) @Nullable String language,
            @QueryParam("category")
                    @Parameter(description = "Only quotes of this category")
                    @Pattern(regexp = CATEGORY) @Nullable String category,
            @QueryParam("licence")
                    @Parameter(description = "Only quotes under this licence, in any case")
                    @Size(max = LONGEST_LICENCE) @Nullable String licence,
            @QueryParam("length")
                    @Parameter(description = "Only quotes that are short (up to 5 s), medium (up to 15 s) or long")
                    @Pattern(regexp = "short|medium|long") @Nullable String length,
            @BeanParam PageQuery page,
            @Context UriInfo address,
            @Context HttpHeaders headers) {
        refuseUnknown(address);
        return desk.find(
                viewer.orNull(),
                query == null ? "" : query,
                kinds(in),
                labels(language, category, licence, length),
                language == null ? languageOf(headers) : primary(language),
                page.cursor(),
                page.limit());
    }

    @GET
    @Path("/suggest")
    @Operation(summary = "What somebody may be about to type: titles of quotes, people and tags, at most ten")
    public Suggestions suggest(
            @QueryParam("q") @Size(max = LONGEST) @Nullable String query, @Context HttpHeaders headers) {
        return desk.suggest(viewer.orNull(), query == null ? "" : query, languageOf(headers));
    }

    /** The one that the client likes best; empty when it does not say, or says so in a way that nobody can read. */
    private static String languageOf(HttpHeaders headers) {
        var given = headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        if (given == null || given.length() > LONGEST) {
            return "";
        }
        try {
            return Locale.LanguageRange.parse(given).stream()
                    .map(range -> primary(range.getRange()))
                    .filter(language -> !language.equals("*"))
                    .findFirst()
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String primary(String language) {
        return language.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    @GET
    @Path("/trending")
    @Operation(
            summary = "What many people search for just now",
            description = "In lower case; only what enough different people asked for and found something with.")
    public Vogue trending() {
        return desk.vogue();
    }

    private static void refuseUnknown(UriInfo address) {
        address.getQueryParameters().keySet().stream()
                .filter(name -> !FILTERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw UnfitQuestion.unknown(name.length() <= LONGEST ? name : name.substring(0, LONGEST));
                });
    }

    private static Set<Kind> kinds(@Nullable String in) {
        if (in == null || in.isEmpty()) {
            return EnumSet.allOf(Kind.class);
        }
        var kinds = EnumSet.noneOf(Kind.class);
        for (var name : in.split(",", -1)) {
            kinds.add(
                    switch (name) {
                        case "quotes" -> Kind.QUOTE;
                        case "dubs" -> Kind.DUB;
                        case "accounts" -> Kind.ACCOUNT;
                        case "tags" -> Kind.TAG;
                        default -> throw UnfitQuestion.kinds();
                    });
        }
        return kinds;
    }

    private static List<String> labels(
            @Nullable String language, @Nullable String category, @Nullable String licence, @Nullable String length) {
        var labels = new ArrayList<String>();
        if (language != null) {
            labels.add(Labels.language(language));
        }
        if (category != null) {
            labels.add(Labels.category(category));
        }
        if (licence != null) {
            labels.add(Labels.licence(licence));
        }
        if (length != null) {
            labels.add(Labels.length(length));
        }
        return labels;
    }
}
