package io.overdub.connections.graph;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.overdub.accounts.Accounts;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.StableName;
import io.overdub.kernel.StepwiseSubscriber;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all lists of all accounts in both engines at once, in the order of the edges, and mends the other engine or writes down
 * what differs. People go on meanwhile: what they change is copied as always ({@link CopyPair}), and what is mended is looked at again, so
 * that nothing old is left over something new. What differs without being mended is looked at a second time at the end, because it may
 * have been on its way.
 */
@Singleton
@StableName("connections.survey")
class Surveyor implements StepwiseSubscriber<SurveyAsked> {

    private static final Logger LOG = Logger.getLogger(Surveyor.class);
    private static final UUID OLDEST = new UUID(0, 0);
    private static final PeopleList[] LISTS = PeopleList.values();
    private static final int CHUNK = 500;

    /** Of one step, in chunks that were only read; ten edges that were written weigh as much. */
    private static final int EFFORT = 50;

    private static final int KEPT = 200;
    private static final Comparator<UUID> BY_TEXT = Comparator.comparing(UUID::toString);

    private final Engines engines;
    private final Accounts accounts;
    private final SurveyRepository surveys;
    private final Clock clock;

    Surveyor(Engines engines, Accounts accounts, SurveyRepository surveys, Clock clock) {
        this.engines = engines;
        this.accounts = accounts;
        this.surveys = surveys;
        this.clock = clock;
    }

    /**
     * @param behind the account before
     * @param account in the middle of whose lists it is
     * @param list which of them
     * @param edge the last one there that was looked at
     */
    record Reached(
            @Nullable UUID behind,
            @Nullable UUID account,
            int list,
            UUID edge,
            long accounts,
            long edges,
            long differences,
            long tallies) {

        private static final String NONE = "-";

        static final Reached NOTHING = new Reached(null, null, 0, OLDEST, 0, 0, 0, 0);

        static Reached read(String text) {
            var fields = text.split(" ");
            return new Reached(
                    id(fields[0]),
                    id(fields[1]),
                    Integer.parseInt(fields[2]),
                    UUID.fromString(fields[3]),
                    Long.parseLong(fields[4]),
                    Long.parseLong(fields[5]),
                    Long.parseLong(fields[6]),
                    Long.parseLong(fields[7]));
        }

        private static @Nullable UUID id(String text) {
            return text.equals(NONE) ? null : UUID.fromString(text);
        }

        /** As {@link #read} reads it. */
        @Override
        public String toString() {
            return Stream.of(
                            behind == null ? NONE : behind,
                            account == null ? NONE : account,
                            list,
                            edge,
                            accounts,
                            edges,
                            differences,
                            tallies)
                    .map(String::valueOf)
                    .collect(joining(" "));
        }

        Reached at(UUID next) {
            return new Reached(behind, next, 0, OLDEST, accounts, edges, differences, tallies);
        }

        Reached past(UUID end, int looked, int different) {
            return new Reached(behind, account, list, end, accounts, edges + looked, differences + different, tallies);
        }

        Reached nextList() {
            return new Reached(behind, account, list + 1, OLDEST, accounts, edges, differences, tallies);
        }

        Reached done(boolean sameTally) {
            return new Reached(
                    account, null, 0, OLDEST, accounts + 1, edges, differences, tallies + (sameTally ? 0 : 1));
        }

        Reached without(int passing) {
            return new Reached(behind, account, list, edge, accounts, edges, differences - passing, tallies);
        }
    }

    private record Chunk(
            List<Edge> missing, List<Edge> extra, @Nullable UUID end, int looked) {}

    @Override
    public String orderedBy(SurveyAsked event) {
        return "all";
    }

    @Override
    public @Nullable String step(SurveyAsked event, @Nullable String reached) {
        var shadow = engines.shadow().orElse(null);
        var at = reached == null ? Reached.NOTHING : Reached.read(reached);
        if (shadow == null) {
            LOG.warnf("Survey %s ends here: there is no other engine any more", event.survey());
            surveys.found(event.survey(), at, clock.instant());
            return null;
        }
        try {
            return step(event, at, shadow);
        } catch (GraphDown down) {
            throw new EngineAway("A graph of connections");
        }
    }

    private @Nullable String step(SurveyAsked event, Reached from, GraphEngine shadow) {
        var truth = engines.truth();
        var at = from;
        for (var effort = 0; effort < EFFORT; effort++) {
            var account = at.account();
            if (account == null) {
                var next = accounts.all(at.behind(), 1);
                if (next.rows().isEmpty()) {
                    finish(event, at, shadow);
                    return null;
                }
                at = at.at(next.rows().get(0).value());
                if (event.mends()) {
                    // Before the edges come, so that there is room for them.
                    shadow.copyTally(
                            next.rows().get(0).value(),
                            truth.tally(next.rows().get(0).value()));
                }
            } else if (at.list() == LISTS.length) {
                var tally = truth.tally(account);
                var same = shadow.tally(account).equals(tally);
                if (event.mends() && !same) {
                    shadow.copyTally(account, tally);
                }
                at = at.done(same);
            } else {
                var chunk = chunk(truth, shadow, LISTS[at.list()], account, at.edge());
                var different = chunk.missing().size() + chunk.extra().size();
                if (event.mends()) {
                    mend(truth, shadow, LISTS[at.list()], account, at.edge(), chunk);
                } else {
                    keep(event.survey(), at, account, chunk);
                }
                effort += different / 10;
                at = at.past(chunk.end() == null ? at.edge() : chunk.end(), chunk.looked(), different);
                at = chunk.end() == null ? at.nextList() : at;
            }
        }
        surveys.found(event.survey(), at, null);
        return at.toString();
    }

    /** What both engines have of a list behind an edge, up to where both have been read. */
    private static Chunk chunk(GraphEngine truth, GraphEngine shadow, PeopleList list, UUID of, UUID after) {
        var here = truth.oldest(list, of, after, CHUNK);
        var there = shadow.oldest(list, of, after, CHUNK);
        @Nullable UUID end = null;
        if (!here.last()) {
            end = here.end();
        }
        if (!there.last() && there.end() != null && (end == null || BY_TEXT.compare(there.end(), end) < 0)) {
            end = there.end();
        }
        var limit = end;
        var said = here.rows().stream().filter(edge -> isUpTo(edge, limit)).toList();
        var heard = there.rows().stream().filter(edge -> isUpTo(edge, limit)).toList();
        return new Chunk(without(said, heard), without(heard, said), end, said.size());
    }

    private static boolean isUpTo(Edge edge, @Nullable UUID end) {
        return end == null || BY_TEXT.compare(edge.id(), end) <= 0;
    }

    private static List<Edge> without(List<Edge> some, List<Edge> others) {
        var ids = ids(others);
        return some.stream().filter(edge -> !ids.contains(edge.id())).toList();
    }

    private static Set<UUID> ids(List<Edge> edges) {
        var ids = new HashSet<UUID>();
        edges.forEach(edge -> ids.add(edge.id()));
        return ids;
    }

    /** In bulk what is missing; pair by pair what is there and should not be, and what ended while it was copied. */
    private static void mend(GraphEngine truth, GraphEngine shadow, PeopleList list, UUID of, UUID after, Chunk chunk) {
        if (!chunk.missing().isEmpty()) {
            shadow.copyAll(chunk.missing().stream()
                    .filter(edge -> edge.since() != null)
                    .map(edge -> tie(list, of, edge))
                    .toList());
            var still = ids(truth.oldest(list, of, after, CHUNK).rows());
            chunk.missing().stream()
                    .filter(edge -> !still.contains(edge.id()))
                    .forEach(edge -> CopyPair.copy(truth, shadow, of, edge.person()));
        }
        chunk.extra().forEach(edge -> CopyPair.copy(truth, shadow, of, edge.person()));
    }

    private static Tie tie(PeopleList list, UUID of, Edge edge) {
        var out = new Arrow(edge.id(), of, edge.person(), requireNonNull(edge.since()));
        var in = new Arrow(edge.id(), edge.person(), of, edge.since());
        return switch (list) {
            case FOLLOWERS -> new Tie(Tie.Kind.FOLLOW, in);
            case FOLLOWING -> new Tie(Tie.Kind.FOLLOW, out);
            case REQUESTS -> new Tie(Tie.Kind.REQUEST, in);
            case MUTED -> new Tie(Tie.Kind.MUTE, out);
            case BLOCKED -> new Tie(Tie.Kind.BLOCK, out);
        };
    }

    private void keep(UUID survey, Reached at, UUID of, Chunk chunk) {
        var room = KEPT - at.differences();
        for (var edges : List.of(chunk.missing(), chunk.extra())) {
            for (var edge : edges) {
                if (room-- > 0) {
                    surveys.keep(survey, new Survey.Difference(LISTS[at.list()], of, edge.id(), edge.person()));
                }
            }
        }
    }

    private void finish(SurveyAsked event, Reached at, GraphEngine shadow) {
        var passing = 0;
        for (var difference : surveys.differences(event.survey(), KEPT)) {
            if (has(engines.truth(), difference) == has(shadow, difference)) {
                surveys.drop(event.survey(), difference);
                passing++;
            }
        }
        var found = at.without(passing);
        surveys.found(event.survey(), found, clock.instant());
        LOG.infof(
                "Survey %s: %d accounts, %d edges, %d differences %s, %d tallies",
                event.survey(),
                found.accounts(),
                found.edges(),
                found.differences(),
                event.mends() ? "mended" : "left",
                found.tallies());
    }

    private static boolean has(GraphEngine engine, Survey.Difference difference) {
        return engine.oldest(difference.list(), difference.of(), justBefore(difference.edge()), 1).rows().stream()
                .anyMatch(edge -> edge.id().equals(difference.edge()));
    }

    private static UUID justBefore(UUID id) {
        var low = id.getLeastSignificantBits();
        return new UUID(low == 0 ? id.getMostSignificantBits() - 1 : id.getMostSignificantBits(), low - 1);
    }
}
