package io.overdub.feeds;

import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.Candidate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Who looks at what is the same for everybody, and what takes a place in it. Who closed their account or is limited is shown to nobody, and
 * would leave pages empty. Whoever is limited does not notice: they have an order of their own, in which what they made is where it was.
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
                .filter(dub -> authors.containsKey(dub.author()) || dub.author().equals(viewer))
                .toList();
    }
}
