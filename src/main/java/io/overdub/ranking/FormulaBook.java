package io.overdub.ranking;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes formulas down. */
@ApplicationScoped
class FormulaBook {

    private static final int MOST_NAMES = 100;

    private final FormulaRepository formulas;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    FormulaBook(FormulaRepository formulas, Pages pages, Ids ids, Clock clock) {
        this.formulas = formulas;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    List<FormulaVersion> live() {
        return formulas.live();
    }

    /** The newest first. */
    Page<FormulaVersion> of(String name, @Nullable String cursor, int limit) {
        if (formulas.newestVersion(name) == 0) {
            throw new FormulaNotFound();
        }
        return pages.fill(
                "ranking/" + name, cursor, limit, (before, some) -> formulas.of(name, before, some), rows -> rows);
    }

    FormulaVersion find(String name, int version) {
        return formulas.find(name, version).orElseThrow(FormulaNotFound::new);
    }

    /** A new version, which ranks from now on; what ranks already is not saved again. */
    @Transactional
    FormulaVersion add(String name, Formula formula, UUID author, String note) {
        formulas.lock(name);
        var live = formulas.live(name);
        if (live.isPresent() && live.get().formula().equals(formula)) {
            return live.get();
        }
        if (live.isEmpty() && formulas.countNames() >= MOST_NAMES) {
            throw new TooManyFormulas();
        }
        var version = new FormulaVersion(
                ids.next(), name, formulas.newestVersion(name) + 1, true, formula, author, note, clock.instant());
        formulas.add(version);
        formulas.putLive(name, version.version(), author, version.createdAt());
        return version;
    }

    @Transactional
    FormulaVersion restore(String name, int version, UUID by) {
        formulas.lock(name);
        var wanted = find(name, version);
        if (wanted.live()) {
            return wanted;
        }
        formulas.putLive(name, version, by, clock.instant());
        return find(name, version);
    }

    private static final class TooManyFormulas extends Refusal {
        TooManyFormulas() {
            super(Kind.CONFLICT, "too_many_formulas", "At most " + MOST_NAMES + " names");
        }
    }
}
