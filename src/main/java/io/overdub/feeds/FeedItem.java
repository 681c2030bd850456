package io.overdub.feeds;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.overdub.dubs.Dub;

/** One line of a feed, and why it is there. */
record FeedItem(Dub dub, Reason reason) {

    enum Reason {
        @JsonProperty("following")
        FOLLOWING
    }
}
