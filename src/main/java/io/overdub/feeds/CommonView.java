package io.overdub.feeds;

import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.Candidate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at what is the same for everybody, and what takes a place in it. Who closed their account or is limited is shown to nobody, and
 * a private account to few: they would leave pages empty, for a page is filled up from what follows only so often. Whoever is limited does
 * not notice: they have an order of their own, in which what they made is where it was. What private accounts make their followers find at
 * home, in for-you, with the author and in the plain list of a quote.
 */
@ApplicationScoped
class CommonView {

    private static final String EVERYBODY = "all";

    private final Accounts accounts;

    CommonView(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Who gets the same order as the viewer, in words for a key. */
    String sharedWith(AccountId viewer) {
        return accounts.isLimited(viewer) ? viewer.toString() : EVERYBODY;
    }

    List<Candidate> of(AccountId viewer, List<Candidate> found) {
        var authors = accounts.current(found.stream().map(Candidate::author).collect(toSet()));
        return found.stream()
                .filter(dub -> isForAll(authors.get(dub.author())) || isOfLimited(dub, viewer, authors))
                .toList();
    }

    private static boolean isForAll(@Nullable Account author) {
        return author != null && !author.locked();
    }

    private static boolean isOfLimited(Candidate dub, AccountId viewer, Map<AccountId, Account> there) {
        return dub.author().equals(viewer) && !there.containsKey(viewer);
    }
}
