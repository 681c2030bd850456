package io.overdub.analytics;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.kernel.Fact;
import io.overdub.kernel.Ids;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Whose events count. Those of somebody whom staff limited are kept and count for nothing, from when that is heard until it is lifted; they
 * are told nothing of it.
 */
@Singleton
class Credibility {

    /** By its stable name: the room that tells it is none of those that this one knows. */
    static final String LIMITED = "accounts.account_limited";

    private final LimitedRepository limited;

    Credibility(LimitedRepository limited) {
        this.limited = limited;
    }

    void hear(List<Fact> facts, Function<Fact, JsonNode> payload) {
        for (var fact : facts) {
            if (fact.name().equals(LIMITED)) {
                var told = payload.apply(fact);
                limited.put(
                        Ids.parse(told.path("account").asText()),
                        told.path("limited").booleanValue(),
                        fact.position());
            }
        }
    }

    /** The rows, those marked that do not count. */
    List<EventRow> weigh(List<EventRow> rows) {
        var accounts =
                rows.stream().map(EventRow::account).filter(Objects::nonNull).collect(toSet());
        if (accounts.isEmpty()) {
            return rows;
        }
        var out = limited.among(accounts);
        return out.isEmpty()
                ? rows
                : rows.stream()
                        .map(row -> row.account() != null && out.contains(row.account()) ? row.doubted() : row)
                        .toList();
    }
}
