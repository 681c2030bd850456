package io.overdub.search;

import io.overdub.dubs.Captions;
import io.overdub.search.index.Kind;
import io.overdub.search.index.SearchIndex;
import jakarta.inject.Singleton;
import java.util.Collection;

/** Brings tags up to date that come, go, or become known to everybody or cease to be. */
@Singleton
class TagClerk {

    private final Clerk clerk;
    private final Captions captions;
    private final SearchIndex index;

    TagClerk(Clerk clerk, Captions captions, SearchIndex index) {
        this.clerk = clerk;
        this.captions = captions;
        this.index = index;
    }

    /**
     * How many dubs carry a tag is counted by {@link ReviewIndex}: counting with each dub would cost the more the better known it is. It
     * also brings back a tag whose last dub goes in the moment in which another comes.
     */
    void update(Collection<String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        var carried = captions.newestWith(tags, 1).keySet();
        var open = captions.openAmong(carried);
        var known = index.look(Kind.TAG, tags);
        clerk.update(
                Kind.TAG,
                tags.stream()
                        .distinct()
                        .filter(tag -> {
                            var stored = known.get(tag);
                            return stored == null
                                    ? carried.contains(tag)
                                    : !carried.contains(tag) || !stored.says(Cards.ofTag(tag, open.contains(tag), 0));
                        })
                        .toList());
    }
}
