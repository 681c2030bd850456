package io.overdub.analytics;

import io.overdub.kernel.Copy;
import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Events are anonymised by a job of this room, which may have to wait for the warehouse. What comes in later comes as nobody's, for as long
 * as the stream may bring some.
 */
@Singleton
class AnalyticsData implements PersonalData {

    private final Erasures erasures;
    private final ErasureRepository rows;
    private final LimitedRepository limited;
    private final PersonalEvents events;

    AnalyticsData(Erasures erasures, ErasureRepository rows, LimitedRepository limited, PersonalEvents events) {
        this.erasures = erasures;
        this.rows = rows;
        this.limited = limited;
        this.events = events;
    }

    @Override
    public String room() {
        return "analytics";
    }

    @Override
    public int floor() {
        return 2;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.anonymous("analytics.stream", "body"),
                Holding.anonymous("analytics.message", "body"),
                Holding.impersonal("analytics.shard"),
                Holding.erased("analytics.quarantined", "account_id", "network", "body")
                        .ownedBy("account_id")
                        .without("digest"),
                Holding.erased("analytics.opt_out", "account_id").ownedBy("account_id"),
                // In no copy: they are told nothing of it.
                Holding.erased("analytics.limited_account", "account_id"),
                Holding.anonymous("analytics.pause", "by_id"),
                Holding.anonymous("analytics.saved_query", "by_id"),
                Holding.impersonal("analytics.reception"),
                Holding.impersonal("analytics.reception_batch"),
                Holding.impersonal("analytics.recount"),
                Holding.impersonal("analytics.cancelled_query"),
                Holding.kept(
                        "analytics.erasure",
                        "for nine days, for as long as the stream may bring events of theirs again",
                        "account_id",
                        "installations"),
                Holding.impersonal("analytics.export"));
    }

    @Override
    public void copy(UUID person, Copy to) {
        events.copy(person, to);
    }

    @Override
    public Forgotten forget(Departed person) {
        var marks = Forgotten.of("marks", () -> rows.forgetOptOut(person.account()) + limited.forget(person.account()));
        return marks.state() != Forgotten.State.NOTHING_LEFT || erasures.isDone(person.account())
                ? marks
                : Forgotten.later();
    }
}
