package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.Blank;
import io.overdub.kernel.Turns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with comments. Asked before the transaction, because the graph of people is asked. What is theirs people may take back
 * also when they no longer see the dub.
 */
@ApplicationScoped
class CommentDesk {

    private final CommentBook book;
    private final CommentShelf shelf;
    private final CommentRepository comments;
    private final DubShelf dubs;
    private final DubRepository authors;
    private final Accounts accounts;
    private final Turns turns;

    CommentDesk(
            CommentBook book,
            CommentShelf shelf,
            CommentRepository comments,
            DubShelf dubs,
            DubRepository authors,
            Accounts accounts,
            Turns turns) {
        this.book = book;
        this.shelf = shelf;
        this.comments = comments;
        this.dubs = dubs;
        this.authors = authors;
        this.accounts = accounts;
        this.turns = turns;
    }

    Comment write(AccountId author, DubId id, String typed, @Nullable CommentId replyTo) {
        var seen = dubs.see(author, id);
        refuseUnlessOpenTo(author, seen);
        var answered = replyTo == null ? null : shelf.require(replyTo, seen.dub(), author);
        var text = fit(typed);
        var places = Mentions.in(text);
        var named = accounts.named(places.stream().map(Mentions.Place::name).collect(Collectors.toSet()));
        var remark = new Remark(author, id, text, Mentions.of(places, named), answered);
        return turns.get(id.value(), () -> book.add(remark));
    }

    private static void refuseUnlessOpenTo(AccountId author, DubShelf.Seen seen) {
        switch (seen.dub().commenting()) {
            case EVERYBODY -> {}
            case FOLLOWERS -> {
                if (!seen.follows() && !seen.dub().author().equals(author)) {
                    throw CommentRefused.forFollowers();
                }
            }
            case NOBODY -> throw CommentRefused.off();
        }
    }

    /** Without outer white space, and with something in it that can be seen. */
    private static String fit(String typed) {
        var text = typed.strip();
        if (Blank.is(text)) {
            throw CommentRefused.empty();
        }
        if (text.codePointCount(0, text.length()) > CommentRow.LONGEST) {
            throw CommentRefused.tooLong(CommentRow.LONGEST);
        }
        return text;
    }

    void delete(AccountId who, DubId dub, CommentId id) {
        if (!comments.isBy(id, who) && !authors.isBy(dub, who)) {
            shelf.require(id, dubs.see(who, dub).dub(), who);
            throw new NotYourComment();
        }
        turns.of(dub.value(), () -> book.delete(id, dub));
    }

    void hide(AccountId who, DubId dub, CommentId id) {
        refuseOthers(who, dub, id);
        turns.of(dub.value(), () -> book.hide(id, dub));
    }

    void unhide(AccountId who, DubId dub, CommentId id) {
        refuseOthers(who, dub, id);
        turns.of(dub.value(), () -> book.unhide(id, dub));
    }

    void pin(AccountId who, DubId dub, CommentId id) {
        refuseOthers(who, dub, id);
        turns.of(dub.value(), () -> book.pin(id, dub));
    }

    void unpin(AccountId who, DubId dub, CommentId id) {
        refuseOthers(who, dub, id);
        turns.of(dub.value(), () -> book.unpin(id, dub));
    }

    void like(AccountId who, DubId dub, CommentId id) {
        shelf.require(id, dubs.see(who, dub).dub(), who);
        turns.of(id.value(), () -> book.like(id, who));
    }

    void unlike(AccountId who, CommentId id) {
        turns.of(id.value(), () -> book.unlike(id, who));
    }

    private void refuseOthers(AccountId who, DubId dub, CommentId id) {
        if (!authors.isBy(dub, who)) {
            // Others may know of it or not; either way it is not theirs to say.
            shelf.require(id, dubs.see(who, dub).dub(), who);
            throw new NotYourDub();
        }
    }
}
