package io.overdub.dubs;

import io.overdub.accounts.Account;
import io.overdub.edge.Edited;
import io.overdub.edge.WrittenOnce;
import io.overdub.quotes.Quote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A video that somebody made to a quote, as one viewer sees it.
 *
 * @param quote absent once it was withdrawn, and where the viewer is not shown it; the attribution stays
 * @param tags of the caption, without #, folded to lower case
 * @param videoUrl plays as it is; changes and expires, so ask again rather than keep it
 * @param commenting who may write comments, of those who may see it
 * @param state others than the author get published ones only
 * @param posterUrl a picture of it; absent until one was made
 * @param plays and views, completion and shares: as {@code /v1/meta/metrics} defines them, some seconds old
 * @param completion from 0 to 1; absent before the first view
 * @param liked whether the viewer likes it
 * @param comments how many everybody sees, replies among them
 * @param following whether the viewer follows the author
 * @param muted whether the viewer mutes the author: then no feed of theirs shows the dub
 * @param context signed: events about it send it back as it is; absent in feeds, whose items have one of their own
 */
@WrittenOnce
public record Dub(
        DubId id,
        Account author,
        @Nullable Quote quote,
        Attribution attribution,
        String caption,
        List<String> tags,
        Visibility visibility,
        Commenting commenting,
        DubState state,
        String videoUrl,
        @Nullable String posterUrl,
        String contentType,
        long durationMs,
        int width,
        int height,
        long likes,
        long plays,
        long views,
        @Nullable Double completion,
        long shares,
        boolean liked,
        long comments,
        boolean following,
        boolean muted,
        @Nullable String context,
        Instant publishedAt,
        @Nullable Instant editedAt)
        implements Edited {

    /**
     * By what tells dubs, and states of one, from each other: what is remembered of answers is looked up by dubs, 20 for a page, and to go
     * through all 27 fields for that, and through those of the quote, was 2 % of what a home feed takes.
     */
    @Override
    public int hashCode() {
        return 31 * (31 * id.hashCode() + Long.hashCode(likes + plays + views + shares + comments))
                + (liked ? 1 : 0)
                + (following ? 2 : 0)
                + (muted ? 4 : 0);
    }

    @Override
    public String edition() {
        return visibility + " " + commenting + " " + caption;
    }
}
