package io.overdub.search;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import io.overdub.search.index.Kind;
import io.overdub.search.index.SearchIndex;
import jakarta.inject.Singleton;
import java.util.List;

/** Their documents went when they closed their account, and go once more; those of dubs go with the dubs. */
@Singleton
class SearchData implements PersonalData {

    private static final int BATCH = 500;

    private final ForgetRepository rows;
    private final SearchIndex index;
    private final Clerk clerk;

    SearchData(ForgetRepository rows, SearchIndex index, Clerk clerk) {
        this.rows = rows;
        this.index = index;
        this.clerk = clerk;
    }

    @Override
    public String room() {
        return "search";
    }

    @Override
    public int floor() {
        return 6;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.impersonal("search.generation"),
                Holding.erased("search.document", "key", "words"),
                Holding.kept("search.stem", "words of all documents together, until the index is made anew", "word"),
                Holding.erased("search.quarantine", "key"),
                Holding.anonymous("search.rules", "author"),
                Holding.anonymous("search.rules_live", "changed_by"),
                Holding.erased("search.recent_query", "account_id", "query").ownedBy("account_id"),
                Holding.kept(
                        "search.query_count", "for 30 days, how often something was asked for by anybody", "query"),
                Holding.anonymous("search.staff_search", "account_id", "query"));
    }

    @Override
    public Forgotten forget(Departed person) {
        return Forgotten.of("searches", () -> rows.searches(person.account(), BATCH))
                .or("documents", () -> document(person.account().toString()))
                .or("searches of staff", () -> rows.nameless(person, BATCH))
                .or("work of the team", () -> rows.disown(person.account(), BATCH));
    }

    private long document(String account) {
        var there = index.look(Kind.ACCOUNT, List.of(account)).size() + rows.quarantined(account);
        if (there > 0) {
            clerk.update(Kind.ACCOUNT, List.of(account));
        }
        return there;
    }
}
