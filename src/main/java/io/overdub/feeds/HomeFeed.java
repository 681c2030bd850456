package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest dubs by the people whom the viewer follows: ids from the timeline, dubs in bulk, then the rules. */
@ApplicationScoped
class HomeFeed {

    private final Timeline timeline;
    private final Dubs dubs;
    private final Pages pages;

    HomeFeed(Timeline timeline, Dubs dubs, Pages pages) {
        this.timeline = timeline;
        this.dubs = dubs;
        this.pages = pages;
    }

    Page<FeedItem> read(AccountId viewer, @Nullable String cursor, int limit) {
        return pages.fill(
                "feeds/home/" + viewer,
                cursor,
                limit,
                (before, some) -> timeline.newest(viewer, before, some),
                ids -> items(viewer, ids));
    }

    private List<FeedItem> items(AccountId viewer, List<DubId> ids) {
        var visible = dubs.visibleTo(viewer, ids);
        var items = new ArrayList<FeedItem>();
        for (var id : ids) {
            var dub = visible.get(id);
            if (dub != null && dub.following() && !dub.muted()) {
                items.add(FeedItem.following(dub));
            }
        }
        return items;
    }
}
