package io.overdub.feeds.timeline;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.External;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody's home timeline. All calls may be repeated. */
@External
public interface Timeline {

    /** The newest dubs before the given id, newest first; fewer than {@code limit} only at the end. */
    List<DubId> newest(AccountId reader, @Nullable UUID before, int limit);

    /** Puts a dub on the timelines of those of its readers who have one; the others find it when theirs is built. */
    void add(DubId dub, Collection<AccountId> readers);

    /** Drops a timeline, because whom its reader follows has changed; it is built anew at the next read. */
    void forget(AccountId reader);
}
