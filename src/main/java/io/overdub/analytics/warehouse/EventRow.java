package io.overdub.analytics.warehouse;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event, as the warehouse keeps it.
 *
 * @param version of the schema that it was held to
 * @param occurredAt by our clock
 * @param claimedAt when it occurred by the clock of the device
 * @param account absent where nobody had signed in, or did not want to be recorded
 * @param installation what the app calls itself, likewise
 * @param network the first 24 or 48 bits of the address
 * @param dub and the four after it: what the properties say under these names, for nearly every question asks for them
 * @param author whose dub it is, if the event tells of a showing: by that; and then absent where that is one of a quote. Of what rooms tell
 *     also whom somebody follows
 * @param lengthMs how long the whole of it takes, by the showing of a dub if there is one
 * @param showing absent where the event tells of none, or of one that is not true
 * @param doubtful whether it counts for nothing: it tells of a showing that is not true, given to nobody, to somebody else, of something
 *     else, or long ago; or who sent it was limited when it was loaded
 * @param context JSON, of what has no column of its own
 * @param properties JSON
 */
public record EventRow(
        UUID id,
        String name,
        int version,
        Source source,
        EventClass eventClass,
        Instant occurredAt,
        Instant receivedAt,
        Instant claimedAt,
        @Nullable UUID account,
        @Nullable String installation,
        @Nullable String session,
        @Nullable String country,
        @Nullable String language,
        @Nullable String platform,
        @Nullable String appVersion,
        @Nullable String network,
        @Nullable UUID dub,
        @Nullable UUID quote,
        @Nullable UUID author,
        @Nullable Long watchedMs,
        @Nullable Long lengthMs,
        @Nullable Showing showing,
        boolean doubtful,
        String context,
        String properties) {

    /** Who did it, as well as can be told; null when it cannot. */
    public @Nullable String person() {
        return account == null ? installation : account.toString();
    }

    /** The same, of nobody. */
    public EventRow anonymous() {
        return with(null, null, null, null, author, doubtful, "{}", properties);
    }

    /** The same, and it counts for nothing. */
    public EventRow doubted() {
        return with(account, installation, session, network, author, true, context, properties);
    }

    /** The same, as if there were no such account, with properties that do not name it; a context that does goes as a whole. */
    public EventRow without(UUID gone, String cleared) {
        var theirs = gone.equals(account);
        return with(
                theirs ? null : account,
                theirs ? null : installation,
                theirs ? null : session,
                theirs ? null : network,
                gone.equals(author) ? null : author,
                doubtful,
                theirs || context.contains(gone.toString()) ? "{}" : context,
                cleared);
    }

    /** What happened stays; who it was, and what that counts for, may not. */
    private EventRow with(
            @Nullable UUID account,
            @Nullable String installation,
            @Nullable String session,
            @Nullable String network,
            @Nullable UUID author,
            boolean doubtful,
            String context,
            String properties) {
        return new EventRow(
                id,
                name,
                version,
                source,
                eventClass,
                occurredAt,
                receivedAt,
                claimedAt,
                account,
                installation,
                session,
                country,
                language,
                platform,
                appVersion,
                network,
                dub,
                quote,
                author,
                watchedMs,
                lengthMs,
                showing,
                doubtful,
                context,
                properties);
    }
}
