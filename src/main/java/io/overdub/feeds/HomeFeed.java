package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Dub;
import io.overdub.dubs.DubId;
import io.overdub.feeds.FeedPage.Order;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.Pages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest dubs by the people whom the viewer follows: ids from the timeline, dubs in bulk, then the rules. */
@ApplicationScoped
class HomeFeed {

    private static final String NAME = "home";

    private final Timeline timeline;
    private final DubLines lines;
    private final Pages pages;

    HomeFeed(Timeline timeline, DubLines lines, Pages pages) {
        this.timeline = timeline;
        this.lines = lines;
        this.pages = pages;
    }

    FeedPage read(AccountId viewer, @Nullable String cursor, int limit) {
        var page = pages.fill(
                "feeds/home/" + viewer,
                cursor,
                limit,
                (before, some) -> timeline.newest(viewer, before, some),
                ids -> items(viewer, ids));
        return new FeedPage(page.items(), page.next(), Order.NEWEST);
    }

    private List<FeedItem> items(AccountId viewer, List<DubId> ids) {
        var found = new ArrayList<Line>();
        for (var id : ids) {
            found.add(new Line(id.value(), Reason.FOLLOWING, null, found.size()));
        }
        return lines.items(viewer, NAME, found, Dub::following);
    }
}
