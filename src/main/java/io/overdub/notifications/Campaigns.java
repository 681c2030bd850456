package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.Refusal.Fault;
import io.overdub.notifications.CampaignRules.UnfitCampaign;
import io.overdub.notifications.fanout.Fanout;
import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Platform;
import io.overdub.notifications.push.Previews;
import io.overdub.notifications.push.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Drafts what the team tells many, shows what it would be, and lets it go out once. */
@ApplicationScoped
class Campaigns {

    private static final Duration FARTHEST = Duration.ofDays(90);

    /** Clocks differ, and forms take a moment to fill in. */
    private static final Duration PAST = Duration.ofMinutes(1);

    private static final Duration LIFE = Duration.ofDays(1);

    private final CampaignRepository rows;
    private final HandoverRepository handovers;
    private final Outbox outbox;
    private final Broadcasts broadcasts;
    private final DeviceRepository devices;
    private final InboxRepository inbox;
    private final Endpoints endpoints;
    private final Fanout fanout;
    private final Previews previews;
    private final Pages pages;
    private final Approvals approvals;
    private final CampaignConfig config;
    private final NotificationsConfig lanes;
    private final Ids ids;
    private final Clock clock;

    Campaigns(
            CampaignRepository rows,
            HandoverRepository handovers,
            Outbox outbox,
            Broadcasts broadcasts,
            DeviceRepository devices,
            InboxRepository inbox,
            Endpoints endpoints,
            Fanout fanout,
            Previews previews,
            Pages pages,
            Approvals approvals,
            CampaignConfig config,
            NotificationsConfig lanes,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.handovers = handovers;
        this.outbox = outbox;
        this.broadcasts = broadcasts;
        this.devices = devices;
        this.inbox = inbox;
        this.endpoints = endpoints;
        this.fanout = fanout;
        this.previews = previews;
        this.pages = pages;
        this.approvals = approvals;
        this.config = config;
        this.lanes = lanes;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws Refusal 422 {@code unfit_campaign} that names everything that is wrong */
    @Transactional
    Campaign draft(
            AccountId author,
            String name,
            Campaign.Audience wanted,
            List<Campaign.Text> wantedTexts,
            Map<String, Long> wantedNumbers,
            String fallback,
            String link,
            int canaryPercent) {
        var faults = new ArrayList<Fault>();
        var audience = CampaignRules.audience(wanted, faults);
        var numbers = CampaignRules.numbers(wantedNumbers, faults);
        var texts = CampaignRules.texts(wantedTexts, fallback, numbers.keySet(), faults);
        for (var tag : rows.unknown(CampaignRepository.orNone(audience.tags()))) {
            faults.add(new Fault("audience.tags", "no device has the tag " + tag));
        }
        var campaign = new Campaign(
                ids.next(),
                name,
                audience,
                texts,
                numbers,
                TraitRules.language(fallback).orElse(fallback),
                link,
                canaryPercent,
                author.value(),
                null,
                null,
                null,
                null,
                clock.instant(),
                null,
                null);
        if (faults.isEmpty()) {
            results(campaign, faults);
        }
        if (!faults.isEmpty()) {
            throw new UnfitCampaign(faults.stream().distinct().toList());
        }
        rows.add(campaign);
        return show(campaign.id());
    }

    /** What phones are to show: with the numbers said it may be nothing, or too much. */
    private void results(Campaign campaign, List<Fault> faults) {
        for (var text : campaign.texts()) {
            for (var unread : examples(text)) {
                var said = campaign.said(text, unread);
                if (said.title().isBlank() || said.body().isBlank()) {
                    faults.add(new Fault(
                            "texts", "in " + text.language() + " there are numbers with which it says nothing"));
                }
                for (var platform : Platform.values()) {
                    if (!previews.fits(platform, message(campaign, text, unread))) {
                        faults.add(new Fault(
                                "texts", "in " + text.language() + " it is too long for " + platform.stored()));
                    }
                }
            }
        }
    }

    /** What there may be to read for whoever gets it; one number is enough where it is not said. */
    private static List<Long> examples(Campaign.Text text) {
        return text.saysUnread() ? Phrases.examples(text.language()) : List.of(1L);
    }

    /** @throws Refusal 404 {@code campaign_not_found} */
    Campaign show(UUID id) {
        var now = clock.instant();
        var campaign = rows.find(id).orElseThrow(CampaignNotFound::new);
        var reach = rows.reach(id, now);
        return campaign.with(
                approvals.of(campaign.author(), campaign.approvedBy(), reach),
                reach,
                broadcasts.find(List.of(id)).get(id));
    }

    Page<Campaign> newest(@Nullable String cursor, int limit) {
        return pages.fill("notifications/campaigns", cursor, limit, rows::newest, found -> {
            var results = broadcasts.find(found.stream().map(Campaign::id).toList());
            return rows.withTexts(found).stream()
                    .map(campaign -> campaign.with(null, null, results.get(campaign.id())))
                    .toList();
        });
    }

    List<CampaignPreview> preview(UUID id) {
        var campaign = show(id);
        var all = new ArrayList<CampaignPreview>();
        for (var text : campaign.texts()) {
            for (var unread : examples(text)) {
                for (var platform : Platform.values()) {
                    var payload = previews.of(platform, message(campaign, text, unread));
                    all.add(new CampaignPreview(
                            platform,
                            text.language(),
                            text.saysUnread() ? unread : null,
                            Previews.bytes(payload),
                            payload));
                }
            }
        }
        return all;
    }

    CampaignPlan plan(UUID id) {
        var reach = show(id).reach();
        var plan = fanout.plan(reach == null ? 0 : reach);
        var speed = Math.min(broadcasts.dial().pushesPerSecond(), plan.lettersPerSecond() * lanes.lanes());
        return new CampaignPlan(
                plan.letters(),
                plan.letters() / Math.max(speed, 1),
                plan.letters(),
                plan.multiplexerCalls(),
                plan.senderCalls(),
                plan.lambdaSeconds(),
                plan.dollars());
    }

    /** @throws Refusal 404 {@code campaign_not_found} or {@code device_not_found} */
    CampaignTest test(UUID id, AccountId account, String installation) {
        var campaign = show(id);
        var device = devices.find(account, installation).orElseThrow(DeviceNotFound::new);
        if (devices.find(List.of(device.id())).isEmpty()) {
            // Until it shows a token again.
            return new CampaignTest(Receipt.DEAD);
        }
        var unread = inbox.unread(List.of(account)).getOrDefault(account, 0L);
        var message = message(campaign, campaign.textFor(device.language()), unread);
        try {
            return new CampaignTest(endpoints.send(device, message));
        } catch (EngineAway e) {
            return new CampaignTest(Receipt.AWAY);
        }
    }

    /** @throws Refusal 403 {@code own_campaign} */
    @Transactional
    Campaign approve(UUID id, AccountId by) {
        var campaign = show(id);
        if (campaign.author().equals(by.value())) {
            throw new OwnCampaign();
        }
        var before = campaign.approvedBy();
        if (before == null || !approvals.isEditor(before)) {
            rows.approve(id, before, by);
        }
        return show(id);
    }

    /**
     * @param at null and no local time: now
     * @throws Refusal 409 and 422 for what the resource says
     */
    @Transactional
    Campaign schedule(UUID id, @Nullable Instant at, @Nullable String localTime, boolean overlapAllowed) {
        rows.lock();
        var campaign = show(id);
        var now = clock.instant();
        var reach = check(campaign);
        var departures = localTime == null
                ? List.of(new Departure(at == null ? now : at, null))
                : departures(campaign, localTime, at);
        var first = departures.get(0).at();
        if (first.isBefore(now.minus(PAST)) || first.isAfter(now.plus(FARTHEST))) {
            throw new UnfitCampaign(List.of(new Fault(
                    localTime == null ? "at" : "local_time",
                    "has passed for some already, or is farther off than 90 days")));
        }
        refuseOverlap(id, now, first, overlapAllowed);
        rows.schedule(id, first, localTime);
        broadcasts.open(campaign, departures, first, reach);
        return show(id);
    }

    /** @throws Refusal 409 and 422 as for a schedule */
    @Transactional
    Handover hand(UUID id, @Nullable Instant at, boolean overlapAllowed) {
        rows.lock();
        var campaign = show(id);
        var now = clock.instant();
        if (campaign.audience().activeDays() != null) {
            throw new UnfitCampaign(List.of(new Fault("audience.active_days", "is not known there")));
        }
        if (campaign.saysUnread()) {
            throw new UnfitCampaign(List.of(new Fault("texts", "what is unread is not known there")));
        }
        if (at != null && (at.isBefore(now.minus(PAST)) || at.isAfter(now.plus(FARTHEST)))) {
            throw new UnfitCampaign(List.of(new Fault("at", "has passed already, or is farther off than 90 days")));
        }
        check(campaign);
        var starts = at == null ? now : at;
        refuseOverlap(id, now, starts, overlapAllowed);
        rows.schedule(id, starts, null);
        handovers.add(id, ids.next(), at, now);
        outbox.publish(new CampaignHandedOver(id));
        return handover(id);
    }

    /** @throws Refusal 404 {@code campaign_not_found} when there is none that was handed over */
    Handover handover(UUID id) {
        return handovers.find(id).orElseThrow(CampaignNotFound::new);
    }

    /** @throws Refusal 409 {@code outcome_known} */
    @Transactional
    Handover judge(UUID id, boolean accepted) {
        handover(id);
        var now = clock.instant();
        var judged = accepted
                ? handovers.turn(id, Handover.State.UNKNOWN, Handover.State.ACCEPTED, "Somebody has looked", now)
                : handovers.again(id, ids.next(), now);
        if (!judged) {
            throw new Conflict("outcome_known", "What became of it is known");
        }
        if (!accepted) {
            outbox.publish(new CampaignHandedOver(id));
        }
        return handover(id);
    }

    private void refuseOverlap(UUID id, Instant now, Instant startsAt, boolean overlapAllowed) {
        if (!overlapAllowed && rows.overlaps(id, now, startsAt)) {
            throw new Conflict("campaign_overlaps", "Another campaign goes to some of these devices at that time");
        }
    }

    /** Whether those are still editors who let it go out to as many as there were then. */
    boolean isAnswered(UUID id) {
        var campaign = show(id);
        var reach = campaign.approvedBy() == null || campaign.reach() == null ? 0 : campaign.reach();
        return approvals.of(campaign.author(), campaign.approvedBy(), reach).letsGo();
    }

    /** How many it goes to. */
    private long check(Campaign campaign) {
        long reach = campaign.reach() == null ? 0 : campaign.reach();
        if (campaign.startsAt() != null) {
            throw new Conflict("campaign_over", "It was scheduled before");
        }
        if (reach == 0) {
            throw new UnfitCampaign(List.of(new Fault("audience", "is nobody")));
        }
        if (campaign.approval() == null || !campaign.approval().letsGo()) {
            throw new Conflict(
                    "approval_missing",
                    reach > config.approvalAbove()
                            ? "More than " + config.approvalAbove() + " devices: somebody else must approve it"
                            : "Its author is no editor any more: somebody who is must approve it");
        }
        return reach;
    }

    private List<Departure> departures(Campaign campaign, String localTime, @Nullable Instant at) {
        if (at != null) {
            throw new UnfitCampaign(List.of(new Fault("at", "is left out where there is a local_time")));
        }
        return Departure.of(CampaignRules.localTime(localTime), rows.zones(campaign.id(), clock.instant()));
    }

    /** @param unread by whoever gets it */
    static Message message(Campaign campaign, Campaign.Text text, long unread) {
        var said = campaign.said(text, unread);
        return new Message(
                campaign.id().toString(),
                Kind.CAMPAIGN.stored(),
                said.title(),
                said.body(),
                campaign.link(),
                campaign.id().toString(),
                LIFE,
                false);
    }

    private static final class CampaignNotFound extends Refusal {
        CampaignNotFound() {
            super(Kind.NOT_FOUND, "campaign_not_found", "There is no such campaign");
        }
    }

    private static final class DeviceNotFound extends Refusal {
        DeviceNotFound() {
            super(Kind.NOT_FOUND, "device_not_found", "This account has no such device");
        }
    }

    private static final class OwnCampaign extends Refusal {
        OwnCampaign() {
            super(Kind.FORBIDDEN, "own_campaign", "Somebody else must approve it");
        }
    }

    private static final class Conflict extends Refusal {
        Conflict(String code, String detail) {
            super(Kind.CONFLICT, code, detail);
        }
    }
}
