package io.overdub.feeds;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.dubs.Tags;
import io.overdub.edge.PageQuery;
import io.overdub.quotes.QuoteId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

@Path("/v1/feeds")
@RolesAllowed(Roles.USER)
class FeedResource {

    private static final String RANKED =
            "The first page fixes the order: later ones repeat and skip nothing. 410 cursor_expired when"
                    + " nobody has read on for half an hour: start again without a cursor.";

    private final HomeFeed homeFeed;
    private final ForYouFeed forYouFeed;
    private final TrendingFeed trendingFeed;
    private final TrendingQuotesFeed trendingQuotesFeed;
    private final ThemeFeeds themes;
    private final Viewer viewer;

    FeedResource(
            HomeFeed homeFeed,
            ForYouFeed forYouFeed,
            TrendingFeed trendingFeed,
            TrendingQuotesFeed trendingQuotesFeed,
            ThemeFeeds themes,
            Viewer viewer) {
        this.homeFeed = homeFeed;
        this.forYouFeed = forYouFeed;
        this.trendingFeed = trendingFeed;
        this.trendingQuotesFeed = trendingQuotesFeed;
        this.themes = themes;
        this.viewer = viewer;
    }

    @GET
    @Path("/home")
    @Operation(
            summary = "Dubs by the people whom the viewer follows",
            description = "With order=ranked the newest 200 of them in the order of a formula. " + RANKED)
    public FeedPage home(
            @QueryParam("order")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"newest", "ranked"},
                                            defaultValue = "newest"))
                    @Pattern(regexp = "newest|ranked") @Nullable String order,
            @BeanParam PageQuery page) {
        return "ranked".equals(order)
                ? homeFeed.readRanked(viewer.id(), page.cursor(), page.limit())
                : homeFeed.read(viewer.id(), page.cursor(), page.limit());
    }

    @GET
    @Path("/for-you")
    @Operation(summary = "Dubs that the viewer may like, ranked", description = RANKED)
    public FeedPage forYou(
            @QueryParam("personalised")
                    @Parameter(
                            description = "false: nothing that the viewer has done decides what they see",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "true"))
                    @Pattern(regexp = "true|false") @Nullable String personalised,
            @BeanParam PageQuery page) {
        return forYouFeed.read(viewer.id(), !"false".equals(personalised), page.cursor(), page.limit());
    }

    @GET
    @Path("/trending")
    @Operation(summary = "Dubs that people take to right now, the same for everybody", description = RANKED)
    public FeedPage trending(@BeanParam PageQuery page) {
        return trendingFeed.read(viewer.id(), page.cursor(), page.limit());
    }

    @GET
    @Path("/trending-quotes")
    @Operation(summary = "Quotes that people dub right now", description = RANKED)
    public QuoteFeedPage trendingQuotes(@BeanParam PageQuery page) {
        return trendingQuotesFeed.read(viewer.id(), page.cursor(), page.limit());
    }

    @GET
    @Path("/tags/{tag}")
    @Operation(summary = "Dubs with a tag, ranked; without #, in any case", description = RANKED)
    public FeedPage tagged(@PathParam("tag") @Size(max = Tags.LONGEST) String tag, @BeanParam PageQuery page) {
        return themes.tagged(tag, viewer.id(), page.cursor(), page.limit());
    }

    @GET
    @Path("/quotes/{id}")
    @Operation(summary = "Dubs of a quote, ranked", description = RANKED)
    public FeedPage of(@PathParam("id") QuoteId id, @BeanParam PageQuery page) {
        return themes.of(id, viewer.id(), page.cursor(), page.limit());
    }
}
