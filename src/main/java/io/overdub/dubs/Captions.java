package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is written about dubs, straight from the truth and each answer one query or two, for whoever keeps a copy and asks
 * {@link Dubs#visibleTo} before showing any of it.
 */
public interface Captions {

    /** Those that others than the author may see; of the others there is none. */
    List<Caption> of(Collection<DubId> dubs);

    /** The newest dubs of one author, closed or not, that others may see, the newest first, before the given one. */
    List<DubId> by(AccountId author, @Nullable UUID before, int limit);

    /** The newest dubs that others may see, the newest first, before the given one. */
    List<DubId> newest(@Nullable UUID before, int limit);

    /**
     * How many public dubs carry each of these tags, at most 10,000 each: of more than a thousand an estimate, for which the newest thousand
     * are looked at. Tags that none carries are not in the answer.
     */
    Map<String, Long> uses(Collection<String> tags);

    /** Those of these tags that one of the newest 100 dubs with it carries for everybody to see: of an author who is there, open to all. */
    Set<String> openAmong(Collection<String> tags);

    /** What these dubs carry, whoever may see them, deleted or not. */
    Set<String> tagsOf(Collection<DubId> dubs);

    /** The newest public dubs with each of these tags, at most {@code each}; who may see them is decided when they are shown. */
    Map<String, List<DubId>> newestWith(Collection<String> tags, int each);

    /** Tags, whoever may see their dubs, in an order that stays: the next {@code limit}. */
    List<String> tags(@Nullable String after, int limit);
}
