package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants, as far as pushes go.
 *
 * @param silenced as {@link Silence} writes it
 * @param zone of their own choice, or of the device that they used last
 * @param dailyCap their own; null for everybody's
 */
record Person(
        AccountId account,
        List<String> silenced,
        @Nullable Quiet quiet,
        ZoneId zone,
        @Nullable Integer dailyCap) {

    boolean wantsPushOf(Kind kind) {
        return !silenced.contains(Silence.push(kind));
    }

    boolean isQuiet(Instant now) {
        return quiet != null && quiet.endIfQuiet(now, zone) != null;
    }

    int capOr(int everybodys) {
        return dailyCap == null ? everybodys : dailyCap;
    }
}
