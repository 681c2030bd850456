package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.Blank;
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

    CommentDesk(
            CommentBook book,
            CommentShelf shelf,
            CommentRepository comments,
            DubShelf dubs,
            DubRepository authors,
            Accounts accounts) {
        this.book = book;
        this.shelf = shelf;
        this.comments = comments;
        this.dubs = dubs;
        this.authors = authors;
        this.accounts = accounts;
    }

    Comment write(AccountId author, DubId id, String typed, @Nullable CommentId replyTo) {
        var seen = dubs.see(author, id);
        refuseUnlessOpenTo(author, seen);
        var answered = replyTo == null ? null : shelf.require(replyTo, seen.dub(), author);
        var text = fit(typed);
        var places = Mentions.in(text);
        var named = accounts.named(places.stream().map(Mentions.Place::name).collect(Collectors.toSet()));
        return book.add(new Remark(author, id, text, Mentions.of(places, named), answered));
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
        book.delete(id, dub);
    }

    void hide(AccountId who, DubId dub, CommentId id) {
        refuseOthers(who, dub, id);
        book.hide(id, dub);
    }

    void unhide(AccountId who, DubId dub, CommentId id) {
        refuseOthers(who, dub, id);
        book.unhide(id, dub);
    }

    void pin(AccountId who, DubId dub, CommentId id) {
        refuseOthers(who, dub, id);
        book.pin(id, dub);
    }

    void unpin(AccountId who, DubId dub, CommentId id) {
        refuseOthers(who, dub, id);
        book.unpin(id, dub);
    }

    void like(AccountId who, DubId dub, CommentId id) {
        shelf.require(id, dubs.see(who, dub).dub(), who);
        book.like(id, who);
    }

    private void refuseOthers(AccountId who, DubId dub, CommentId id) {
        if (!authors.isBy(dub, who)) {
            // Others may know of it or not; either way it is not theirs to say.
            shelf.require(id, dubs.see(who, dub).dub(), who);
            throw new NotYourDub();
        }
    }
}
