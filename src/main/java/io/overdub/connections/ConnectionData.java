package io.overdub.connections;

import io.overdub.connections.graph.PeopleList;
import io.overdub.kernel.Copy;
import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

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

    /** From the graph, wherever it is kept. */
    @Override
    public void copy(UUID person, Copy to) {
        for (var list : PeopleList.values()) {
            var name = "connections/" + list.name().toLowerCase(Locale.ROOT);
            graph.each(
                    list,
                    person,
                    edge -> to.add(
                            name,
                            "{\"account_id\": \"%s\", \"since\": \"%s\"}".formatted(edge.person(), edge.since())));
        }
    }

    @Override
    public Forgotten forget(Departed person) {
        return Forgotten.of("edges", () -> graph.forget(person.account(), BATCH))
                .or("notes", () -> notes.forget(person.account()));
    }
}
