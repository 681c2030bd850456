package io.overdub.search;

import io.overdub.accounts.Account;
import io.overdub.dubs.Dub;
import io.overdub.quotes.Quote;
import io.overdub.search.index.Hit;
import io.overdub.search.index.Kind;
import io.overdub.search.index.Trace;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found: one of quote, dub, account and tag, as {@code kind} says.
 *
 * @param tag in lower case, without #
 * @param trace to be sent back with what somebody does with it; absent where nobody wants to know
 */
record SearchItem(
        Kind kind,
        @Nullable Quote quote,
        @Nullable Dub dub,
        @Nullable Account account,
        @Nullable String tag,
        List<Highlight> highlights,
        @Nullable Trace trace) {

    static SearchItem of(Quote quote, List<Highlight> highlights) {
        return new SearchItem(Kind.QUOTE, quote, null, null, null, highlights, null);
    }

    static SearchItem of(Dub dub, List<Highlight> highlights) {
        return new SearchItem(Kind.DUB, null, dub, null, null, highlights, null);
    }

    static SearchItem of(Account account, List<Highlight> highlights) {
        return new SearchItem(Kind.ACCOUNT, null, null, account, null, highlights, null);
    }

    static SearchItem of(String tag, List<Highlight> highlights) {
        return new SearchItem(Kind.TAG, null, null, null, tag, highlights, null);
    }

    SearchItem with(@Nullable Trace given) {
        return new SearchItem(kind, quote, dub, account, tag, highlights, given);
    }

    /** The document that it is shown for. */
    Hit hit() {
        var id = dub != null ? dub.id().value() : id();
        return new Hit(kind, id == null ? String.valueOf(tag) : id.toString());
    }

    /** What it is called, as one line. */
    String title() {
        if (quote != null) {
            return quote.title();
        }
        if (account != null) {
            return account.displayName();
        }
        return tag == null ? "" : tag;
    }

    @Nullable UUID id() {
        if (quote != null) {
            return quote.id().value();
        }
        return account == null ? null : account.id().value();
    }
}
