package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Dubs;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.Cursors;
import io.overdub.kernel.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The newest dubs by the people whom the viewer follows: ids from the timeline, dubs in bulk, then the rules. */
@ApplicationScoped
class HomeFeed {

    /** Dubs fall out of a page when they were deleted or hidden; so many times the page is filled up before it may be short. */
    private static final int ROUNDS = 5;

    private final Timeline timeline;
    private final Dubs dubs;
    private final Cursors cursors;

    HomeFeed(Timeline timeline, Dubs dubs, Cursors cursors) {
        this.timeline = timeline;
        this.dubs = dubs;
        this.cursors = cursors;
    }

    Page<FeedItem> read(AccountId viewer, @Nullable String cursor, int limit) {
        var list = "feeds/home/" + viewer;
        var before = cursors.open(list, cursor);
        var items = new ArrayList<FeedItem>(limit);
        for (var round = 0; round < ROUNDS; round++) {
            var wanted = limit - items.size();
            var skeleton = timeline.newest(viewer, before, wanted + 1);
            var shown = skeleton.subList(0, Math.min(wanted, skeleton.size()));
            var visible = dubs.visibleTo(viewer, shown);
            for (var id : shown) {
                var dub = visible.get(id);
                if (dub != null && dub.following()) {
                    items.add(new FeedItem(dub, FeedItem.Reason.FOLLOWING));
                }
            }
            if (skeleton.size() <= wanted) {
                return new Page<>(items, null);
            }
            before = shown.get(wanted - 1).value();
            if (items.size() == limit) {
                break;
            }
        }
        return new Page<>(items, before == null ? null : cursors.seal(list, before));
    }
}
