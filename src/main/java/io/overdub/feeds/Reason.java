package io.overdub.feeds;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why something is in a feed. */
@Schema(name = "FeedReason")
enum Reason {
    /** By somebody whom the viewer follows. */
    FOLLOWING('F'),
    /** Of a quote that the viewer dubbed, liked a dub of, or wants more of. */
    YOUR_QUOTES('Y'),
    /** Of a quote that is used by people who use the same ones as the viewer. */
    SIMILAR_QUOTES('S'),
    /** Many like it, or it is new, whoever looks. */
    POPULAR('P'),
    /** Many have taken to it just now, more than is usual. */
    TRENDING('T'),
    /** A moderator has put it there. */
    PINNED('M'),
    /** It was made within the last day, and not many have seen it yet. */
    NEW('E'),
    /** It has the tag. */
    TAG('G'),
    /** It is made to the quote. */
    QUOTE('Q'),
    /** Nothing but new: ranking was not possible. */
    NEWEST('N');

    private final char letter;

    Reason(char letter) {
        this.letter = letter;
    }

    /** For what is stored; never changes. */
    char letter() {
        return letter;
    }

    static Reason of(char letter) {
        for (var reason : values()) {
            if (reason.letter == letter) {
                return reason;
            }
        }
        throw new IllegalArgumentException("No reason");
    }
}
