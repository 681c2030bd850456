package io.overdub.connections;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;

/** Edges go in both directions, wherever they are kept. */
@Singleton
class ConnectionData implements PersonalData {

    private static final int BATCH = 200;

    private final FollowGraph graph;
    private final ForgetRepository notes;

    ConnectionData(FollowGraph graph, ForgetRepository notes) {
        this.graph = graph;
        this.notes = notes;
    }

    @Override
    public String room() {
        return "connections";
    }

    @Override
    public int floor() {
        return 3;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.erased("connections.follow", "follower_id", "followee_id"),
                Holding.erased("connections.request", "follower_id", "followee_id"),
                Holding.erased("connections.mute", "muter_id", "muted_id"),
                Holding.erased("connections.block", "blocker_id", "blocked_id"),
                Holding.erased("connections.tally", "account_id"),
                Holding.erased("connections.tally_change", "account_id"),
                Holding.erased("connections.untold_follow", "follower_id", "followee_id"),
                Holding.erased("connections.uncopied_pair", "one", "other"),
                Holding.impersonal("connections.survey"),
                Holding.erased("connections.survey_difference", "of", "person"));
    }

    @Override
    public Forgotten forget(Departed person) {
        return Forgotten.of("edges", () -> graph.forget(person.account(), BATCH))
                .or("notes", () -> notes.forget(person.account()));
    }
}
