package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Dub;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks up the dubs of lines, in bulk, and leaves out what the viewer may not see, or does not want to. */
@ApplicationScoped
class DubLines {

    private final Dubs dubs;
    private final Contexts contexts;

    DubLines(Dubs dubs, Contexts contexts) {
        this.dubs = dubs;
        this.contexts = contexts;
    }

    List<FeedItem> items(AccountId viewer, String feed, List<Line> lines) {
        return items(viewer, feed, lines, dub -> true);
    }

    List<FeedItem> items(AccountId viewer, String feed, List<Line> lines, Predicate<Dub> wanted) {
        var visible = dubs.visibleTo(
                viewer, lines.stream().map(line -> new DubId(line.id())).toList());
        var items = new ArrayList<FeedItem>();
        for (var line : lines) {
            var dub = visible.get(new DubId(line.id()));
            if (dub != null && !dub.muted() && wanted.test(dub)) {
                items.add(new FeedItem(dub, line.reason(), line.ranker(), contexts.seal(viewer, feed, line, dub)));
            }
        }
        return items;
    }
}
