package io.overdub.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.Ids;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is no event, or not yet. The same thing lies here once, however often it is sent. */
@Singleton
class Quarantine {

    private static final int LONGEST_BODY = 20_000;
    private static final int LONGEST_NAME = 64;

    /** So many more than there is room for may come in by way of each process. */
    private static final long UNCOUNTED = 1_000;

    private final QuarantineRepository rows;
    private final IntakeConfig config;
    private final Ids ids;
    private final Counter dropped;
    private final AtomicLong room = new AtomicLong();

    /**
     * @param name what it calls itself, where it does
     * @param body JSON; cut when it is too long to keep
     * @param sender absent when it did not come from a phone
     */
    record Poison(
            String code,
            String detail,
            @Nullable String name,
            String body,
            @Nullable Sender sender) {

        static Poison of(Verdict.Unfit verdict, JsonNode event, Sender sender) {
            var name = event.path("name").asText("");
            return new Poison(
                    verdict.code(),
                    verdict.detail(),
                    name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf(0) >= 0 ? null : name,
                    sound(event.toString()),
                    sender);
        }

        /** Of a stage: something that is not even ours. */
        static Poison of(String code, String detail, String body) {
            return new Poison(code, detail, null, sound(body), null);
        }

        /** Whoever sent it was told that it is kept, so it is, also where there is no room. Phones hear of all else. */
        boolean wasAccepted() {
            return sender == null;
        }

        private static String sound(String text) {
            var some = text.length() <= LONGEST_BODY ? text : text.substring(0, LONGEST_BODY);
            // Of lone surrogates, question marks are left.
            return new String(some.getBytes(UTF_8), UTF_8).replace("\0", "");
        }
    }

    Quarantine(QuarantineRepository rows, IntakeConfig config, Ids ids, MeterRegistry meters) {
        this.rows = rows;
        this.config = config;
        this.ids = ids;
        this.dropped = Counter.builder("overdub.analytics.quarantine.dropped")
                .description("what was no event and found no place in the quarantine any more")
                .register(meters);
    }

    void keep(List<Poison> some) {
        if (some.isEmpty()) {
            return;
        }
        var kept =
                isFull(some.size()) ? some.stream().filter(Poison::wasAccepted).toList() : some;
        dropped.increment(some.size() - kept.size());
        if (kept.isEmpty()) {
            return;
        }
        var fresh = new ArrayList<QuarantineRepository.Fresh>();
        for (var one : kept) {
            fresh.add(new QuarantineRepository.Fresh(ids.next(), digest(one), one));
        }
        rows.add(fresh);
    }

    /** Counted again when as many have come as there was room for, or {@link #UNCOUNTED}: it is much to count. */
    private boolean isFull(int more) {
        if (room.addAndGet(-more) >= 0) {
            return false;
        }
        var left = config.mostQuarantined() - rows.countUpTo(config.mostQuarantined());
        room.set(Math.min(left - more, UNCOUNTED));
        return left <= 0;
    }

    /** Of who sent it too: two people may send the same nonsense. */
    private static byte[] digest(Poison poison) {
        var account = poison.sender() == null ? null : poison.sender().account();
        return sha256(poison.code() + '\n' + (account == null ? "" : account) + '\n' + poison.body());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    long size() {
        return rows.countUpTo(config.mostQuarantined());
    }
}
