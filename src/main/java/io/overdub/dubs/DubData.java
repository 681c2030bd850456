package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Dubs go as if their author had deleted them, then their rows with all that others said and liked there. What they said elsewhere goes
 * as well, with the answers, as when they had deleted that. Counts of others follow.
 */
@ApplicationScoped
class DubData implements PersonalData {

    private static final int BATCH = 500;
    private static final int ONE_BY_ONE = 50;

    private final ForgetRepository rows;
    private final DubStudio studio;
    private final CommentBook comments;

    DubData(ForgetRepository rows, DubStudio studio, CommentBook comments) {
        this.rows = rows;
        this.studio = studio;
        this.comments = comments;
    }

    @Override
    public String room() {
        return "dubs";
    }

    @Override
    public int floor() {
        return 5;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.erased("dubs.dub", "author_id", "caption").ownedBy("author_id"),
                Holding.erased("dubs.dub_like", "account_id").ownedBy("account_id"),
                Holding.impersonal("dubs.dub_tag"),
                Holding.erased("dubs.comment", "author_id", "text").ownedBy("author_id"),
                Holding.erased("dubs.comment_like", "account_id").ownedBy("account_id"),
                Holding.erased("dubs.mention", "account_id"));
    }

    @Override
    public Forgotten forget(Departed person) {
        var id = person.account();
        return Forgotten.of("dubs", () -> dubs(new AccountId(id)))
                .or("likes of their dubs", () -> rows.likesOfDeleted(id, BATCH))
                .or("comments under their dubs", () -> commentsUnderDeleted(id))
                .or("rows of dubs", () -> rows.deleted(id, BATCH))
                .or("comments", () -> comments(id))
                .or("rows of comments", () -> rowsOfComments(id))
                .or("likes of comments", () -> rows.likesOfComments(id, BATCH))
                .or("likes", () -> rows.likes(id, BATCH))
                .or("mentions", () -> mentions(id));
    }

    private long dubs(AccountId author) {
        var some = rows.dubs(author.value(), ONE_BY_ONE);
        some.forEach(dub -> studio.remove(author, dub));
        return some.size();
    }

    /** One may be gone by now: as an answer to one before it, or by whoever's dub it stood under. */
    private long comments(UUID author) {
        var some = rows.commentsElsewhere(author, ONE_BY_ONE);
        some.forEach(said -> comments.deleteIfThere(said.comment(), said.dub()));
        return some.size();
    }

    @Transactional
    long commentsUnderDeleted(UUID author) {
        return rows.commentsUnderDeleted(author, BATCH);
    }

    @Transactional
    long rowsOfComments(UUID author) {
        return rows.comments(author, BATCH);
    }

    @Transactional
    long mentions(UUID person) {
        return rows.mentions(person, BATCH);
    }
}
