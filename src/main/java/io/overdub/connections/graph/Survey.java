package io.overdub.connections.graph;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of the engine that is believed with the other one, as far as it got.
 *
 * @param finishedAt absent while it is going on
 * @param accounts whose lists were compared
 * @param edges that were looked at; a follow is in two lists
 * @param differences edges that one engine has and the other has not: found, or mended
 * @param tallies that say something else
 * @param examples some of the differences that were not mended
 */
record Survey(
        UUID id,
        boolean mends,
        Instant askedAt,
        @Nullable Instant finishedAt,
        long accounts,
        long edges,
        long differences,
        long tallies,
        List<Difference> examples) {

    Survey with(List<Difference> some) {
        return new Survey(id, mends, askedAt, finishedAt, accounts, edges, differences, tallies, some);
    }

    /** An edge of a list of one person that only one engine has. */
    record Difference(PeopleList list, UUID of, UUID edge, UUID person) {}
}
