package io.overdub.feeds.timeline;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.External;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stream's activity feeds, in one of their two versions: a feed {@code user:<account>} for what each account makes, and a feed
 * {@code timeline:<account>} for what each reads, which follows the former. Stream brings activities to followers by itself, some seconds
 * later. Every call may be repeated: an activity is known by its dub. All throw {@link EngineAway} when Stream is, or has no calls left for
 * us; {@link StreamRefused} when it will never take this.
 */
@External
interface StreamApi {

    /** The most that Stream gives at once. */
    int MOST = 100;

    /** @param after where the page before ended; null at the start */
    Page read(AccountId reader, @Nullable String after, int limit);

    /**
     * The same in the order of a formula that the application has at Stream.
     *
     * @param method the name of a ranking method (v2) or of a feed view (v3)
     * @param after where the page before ended; null at the start. While scores change, a page may repeat what the one before had.
     */
    Page ranked(AccountId reader, String method, @Nullable String after, int limit);

    void add(DubId dub, AccountId author);

    /** What is not there is removed. */
    void remove(DubId dub, AccountId author);

    void follow(AccountId reader, AccountId author);

    /** @param dubs at most {@link #MOST} */
    void addAll(List<DubId> dubs, AccountId author);

    /** @param authors at most {@link #MOST} */
    void followAll(AccountId reader, List<AccountId> authors);

    /** Whether {@link #weigh} does anything. */
    boolean weighs();

    /**
     * Sets the attribute {@code popularity} that ranking methods can read. Activities that are not there are left out.
     *
     * @param popularity of at most {@link #MOST} dubs
     */
    void weigh(Map<DubId, Long> popularity);

    /** With all that came through it. */
    void unfollow(AccountId reader, AccountId author);

    /** @param next where to go on; null at the end */
    record Page(List<DubId> dubs, @Nullable String next) {}
}
