package io.overdub.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Source;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One more, for a dub or a quote. The same as the questions in {@link Views} count, event by event.
 *
 * @param mark what counts once has the same one
 * @param receivedOn the day (UTC) on which the event came in
 */
record Credit(String mark, UUID item, Metric metric, LocalDate receivedOn) {

    private static final long ENOUGH_MS = 3_000;
    private static final long MOST_REPEATS = 20;
    private static final int HALF_HOUR_SECONDS = 1_800;

    static List<Credit> of(EventRow row) {
        if (row.source() != Source.CLIENT || row.doubtful()) {
            return List.of();
        }
        return switch (row.name()) {
            case "play_started" -> play(row, row.dub());
            case "quote_previewed" -> play(row, row.quote());
            case "play_ended" -> isView(row) ? view(row) : List.of();
            case "dub_shared" ->
                row.dub() == null || row.person() == null ? List.of() : List.of(oncePerHalfHour(row, Metric.SHARES));
            default -> List.of();
        };
    }

    private static List<Credit> play(EventRow row, @Nullable UUID item) {
        return item == null ? List.of() : List.of(new Credit(row.id().toString(), item, Metric.PLAYS, receivedOn(row)));
    }

    private static List<Credit> view(EventRow row) {
        var credits = new ArrayList<Credit>();
        credits.add(oncePerHalfHour(row, Metric.VIEWS));
        if (row.lengthMs() != null && watched(row) >= row.lengthMs()) {
            credits.add(oncePerHalfHour(row, Metric.FINISHES));
        }
        return credits;
    }

    private static boolean isView(EventRow row) {
        var length = row.lengthMs();
        return row.showing() != null
                && row.watchedMs() != null
                && length != null
                && row.dub() != null
                && row.person() != null
                && row.author() != null
                && !row.author().equals(row.account())
                && 2 * watched(row) >= Math.min(2 * ENOUGH_MS, length)
                && watched(row) <= MOST_REPEATS * length;
    }

    private static long watched(EventRow row) {
        return row.watchedMs() == null ? 0 : row.watchedMs();
    }

    private static Credit oncePerHalfHour(EventRow row, Metric metric) {
        var halfHour = Math.floorDiv(row.occurredAt().getEpochSecond(), HALF_HOUR_SECONDS);
        var once = metric.key() + ' ' + row.dub() + ' ' + halfHour + ' ' + row.person();
        return new Credit(
                UUID.nameUUIDFromBytes(once.getBytes(UTF_8)).toString(),
                requireNonNull(row.dub()),
                metric,
                receivedOn(row));
    }

    private static LocalDate receivedOn(EventRow row) {
        return LocalDate.ofInstant(row.receivedAt(), ZoneOffset.UTC);
    }
}
