package io.overdub.feeds.timeline;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.External;
import io.overdub.kernel.Stretch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's home timeline. All calls may be repeated. Those that write throw {@link EngineAway} while the engine is; the reading one
 * answers without it then.
 */
@External
public interface Timeline {

    /**
     * Dubs by the people whom the reader follows, newest first, before the given one. It may still name some that were hidden, or whose
     * author is not followed any more.
     *
     * @param limit at most so many
     */
    Stretch<DubId> newest(AccountId reader, @Nullable UUID before, int limit);

    /**
     * The reader's timeline in the order of a formula that the engine has itself, the best first; empty where it has none or does not
     * answer. Like {@link #newest} it may name too much.
     *
     * @param limit at most so many
     */
    default Optional<RankedByEngine> ranked(AccountId reader, int limit) {
        return Optional.empty();
    }

    /** Whether the engine has formulas of its own that want to know how popular a dub is. Memory only. */
    default boolean weighs() {
        return false;
    }

    /** Tells it how popular each of these dubs is by now ({@link io.overdub.dubs.Candidate#popularity}); those that it does not have are left out. */
    default void weigh(Map<DubId, Long> popularity) {}

    /** @param by what the engine calls the formula, which it changes without telling */
    record RankedByEngine(String by, List<DubId> dubs) {}

    /**
     * Lets some more of the author's followers find the dub, oldest followers first.
     *
     * @param reached what the call before said; null at the first
     * @return where the next call goes on; null when all followers find it
     */
    @Nullable String show(DubId dub, AccountId author, @Nullable String reached);

    /** The opposite, in the same way. Readers are not shown what is hidden anyway: this keeps timelines from filling up with it. */
    @Nullable String hide(DubId dub, AccountId author, @Nullable String reached);

    /** The reader has begun to follow the author: older dubs of theirs too belong on the timeline now. */
    void follow(AccountId reader, AccountId author);

    /** The reader has stopped following the author. */
    void unfollow(AccountId reader, AccountId author);

    /** Forgets somebody who is gone, but for what went with their dubs and follows. */
    default void forget(AccountId person) {}

    /** Whether it has to be told what was before it was there. Memory only. */
    boolean needsFilling();

    /** Tells an engine that was not there what the author has made: the newest, as many as a follow brings along at the most. */
    void fillDubs(AccountId author);

    /** Tells it whom the reader follows, once it knows what those have made. */
    void fillFollows(AccountId reader);
}
