package io.overdub.search;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.search.index.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes rules down. */
@ApplicationScoped
class RulesLedger {

    private final RulesRepository rules;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    RulesLedger(RulesRepository rules, Pages pages, Ids ids, Clock clock) {
        this.rules = rules;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    int liveVersion() {
        return rules.liveVersion();
    }

    RulesVersion live() {
        return rules.live();
    }

    RulesVersion find(int version) {
        return rules.find(version).orElseThrow(RulesNotFound::new);
    }

    /** The newest first. */
    Page<RulesVersion> all(@Nullable String cursor, int limit) {
        return pages.fill("search/rules", cursor, limit, rules::all, rows -> rows);
    }

    /** A new version, which holds from now on; what holds already is not saved again. */
    @Transactional
    RulesVersion add(Rules wish, UUID author, String note) {
        rules.lockLive();
        if (rules.hold(wish)) {
            return rules.live();
        }
        var version =
                new RulesVersion(ids.next(), rules.newestVersion() + 1, true, wish, author, note, clock.instant());
        rules.add(version);
        rules.putLive(version.version(), author, version.createdAt());
        return version;
    }

    @Transactional
    RulesVersion restore(int version, UUID by) {
        rules.lockLive();
        var wanted = find(version);
        if (wanted.live()) {
            return wanted;
        }
        rules.putLive(version, by, clock.instant());
        return find(version);
    }
}
