package io.overdub.notifications;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Refusal;
import io.overdub.notifications.push.Announced;
import io.overdub.notifications.push.Announcement;
import io.overdub.notifications.push.Announcer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has another service send campaigns. That one is on its way is written down before: of what got no answer, or was under way in a crash,
 * nobody knows whether it arrived, and it is sent again only when somebody says so.
 */
@ApplicationScoped
class HandoverDesk {

    private final Announcer announcer;
    private final Campaigns campaigns;
    private final HandoverRepository rows;
    private final Clock clock;

    HandoverDesk(Announcer announcer, Campaigns campaigns, HandoverRepository rows, Clock clock) {
        this.announcer = announcer;
        this.campaigns = campaigns;
        this.rows = rows;
        this.clock = clock;
    }

    /** @throws Refusal 409 and 422 as for a schedule; 409 {@code no_announcer} */
    Handover hand(UUID id, @Nullable Instant at, boolean overlapAllowed) {
        if (!announcer.isThere()) {
            throw new NoAnnouncer();
        }
        return campaigns.hand(id, at, overlapAllowed);
    }

    /** @throws EngineAway when the service has surely not got it */
    void deliver(UUID id) {
        var now = clock.instant();
        if (!campaigns.isAnswered(id)
                && rows.turn(
                        id,
                        Handover.State.DUE,
                        Handover.State.REFUSED,
                        "Who answered for it is no editor any more",
                        now)) {
            return;
        }
        if (!rows.turn(id, Handover.State.DUE, Handover.State.SENDING, "", now)) {
            // Somebody died between the beginning and the answer.
            rows.turn(id, Handover.State.SENDING, Handover.State.UNKNOWN, "It was under way in a crash", now);
            return;
        }
        var handover = campaigns.handover(id);
        var announced = announcer.announce(announcement(campaigns.show(id), handover, now));
        var state = switch (announced.outcome()) {
            case ACCEPTED -> Handover.State.ACCEPTED;
            case REFUSED -> Handover.State.REFUSED;
            case AWAY -> Handover.State.DUE;
            case UNKNOWN -> Handover.State.UNKNOWN;
        };
        rows.turn(id, Handover.State.SENDING, state, announced.note(), clock.instant());
        if (announced.outcome() == Announced.Outcome.AWAY) {
            throw new EngineAway("Pushwoosh");
        }
    }

    private static Announcement announcement(Campaign campaign, Handover handover, Instant now) {
        var texts = new TreeMap<String, String>();
        campaign.texts().stream()
                .map(text -> campaign.said(text, 0))
                .forEach(said -> texts.put(said.language(), said.title() + "\n" + said.body()));
        var audience = campaign.audience();
        return new Announcement(
                handover.transaction().toString(),
                isOver(handover.at(), now) ? null : handover.at(),
                texts,
                campaign.link(),
                orNone(audience.platforms()),
                orNone(audience.countries()),
                orNone(audience.languages()),
                orNone(audience.tags()),
                audience.minBuild(),
                audience.maxBuild());
    }

    /** Moments are told to the minute, and one that has passed while the service was away is no moment to wait for. */
    private static boolean isOver(@Nullable Instant at, Instant now) {
        return at != null && !at.truncatedTo(ChronoUnit.MINUTES).isAfter(now);
    }

    private static <T> List<T> orNone(@Nullable List<T> some) {
        return CampaignRepository.orNone(some);
    }

    private static final class NoAnnouncer extends Refusal {
        NoAnnouncer() {
            super(Kind.CONFLICT, "no_announcer", "No service is set up that sends campaigns by tags");
        }
    }
}
