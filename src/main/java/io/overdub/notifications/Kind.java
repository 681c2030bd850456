package io.overdub.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people are told of. */
@Schema(name = "NotificationKind")
enum Kind {
    @JsonProperty("follow")
    FOLLOW(About.NOTHING),
    @JsonProperty("follow_request")
    FOLLOW_REQUEST(About.NOTHING),
    @JsonProperty("like")
    LIKE(About.DUB),
    /** Somebody wrote under the person's dub. */
    @JsonProperty("comment")
    COMMENT(About.DUB),
    /** Somebody answered what the person wrote under a dub. */
    @JsonProperty("reply")
    REPLY(About.DUB),
    /** Somebody named the person under a dub. */
    @JsonProperty("mention")
    MENTION(About.DUB),
    /** Somebody dubbed a quote that the person brought. */
    @JsonProperty("quote_dubbed")
    QUOTE_DUBBED(About.QUOTE),
    /** Somebody whom the person follows published a dub. */
    @JsonProperty("new_dub")
    NEW_DUB(About.DUB),
    /** The work on the film of the person's own dub is done. */
    @JsonProperty("dub_ready")
    DUB_READY(About.DUB),
    @JsonProperty("dub_failed")
    DUB_FAILED(About.DUB),
    /** What the editors said to a quote that the person brought. */
    @JsonProperty("quote_approved")
    QUOTE_APPROVED(About.QUOTE),
    @JsonProperty("quote_rejected")
    QUOTE_REJECTED(About.QUOTE),
    /** Something that the team tells many. */
    @JsonProperty("campaign")
    CAMPAIGN(About.CAMPAIGN);

    /** What the subject of a row names. */
    enum About {
        NOTHING,
        DUB,
        QUOTE,
        CAMPAIGN
    }

    private final About about;

    Kind(About about) {
        this.about = about;
    }

    About about() {
        return about;
    }

    /** Answers what the person did themselves: it does not count towards what may be sent in a day. */
    boolean isAnswer() {
        return this == DUB_READY || this == DUB_FAILED || this == QUOTE_APPROVED || this == QUOTE_REJECTED;
    }

    /** Of one fact told to many: their pushes go out by broadcast and never before what concerns somebody alone. */
    boolean isForMany() {
        return this == NEW_DUB || this == CAMPAIGN;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that this version knows, as rows name them. */
    static List<String> known() {
        return Arrays.stream(values()).map(Kind::stored).toList();
    }

    /** Empty for what this version does not know: old processes run while a release brings in new kinds. */
    static Optional<Kind> fromStored(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.stored().equals(text))
                .findFirst();
    }
}
