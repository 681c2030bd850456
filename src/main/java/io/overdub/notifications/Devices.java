package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Refusal;
import io.overdub.notifications.push.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps who can be reached where. */
@ApplicationScoped
class Devices {

    /** More than a person carries; whoever registers more has scripted it. */
    private static final int ALLOWED = 20;

    /** As long as a session lives unused. */
    private static final Duration MEMORY = Duration.ofDays(60);

    private final Accounts accounts;
    private final DeviceRepository devices;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Devices(Accounts accounts, DeviceRepository devices, Outbox outbox, Ids ids, Clock clock) {
        this.accounts = accounts;
        this.devices = devices;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Two accounts may show one token at once: one waits for the other, and who comes last has it.
     *
     * @throws Refusal 401 {@code signed_out} when the session is over, also where its token is still taken: nobody would unregister it
     */
    @Transactional
    void register(
            AccountId account, UUID session, String installation, Platform platform, String token, Traits traits) {
        if (!accounts.isSignedIn(account, session)) {
            throw new SignedOut();
        }
        devices.lockToken(token);
        var endpoint = devices.takeFromOthers(account, installation, platform, token);
        announce(devices.endpointsElsewhere(account, installation, platform));
        var id = devices.put(
                ids.next(), account, session, installation, platform, token, traits, endpoint, clock.instant());
        outbox.publish(new DevicePresented(id));
        announce(devices.keepNewest(account, ALLOWED));
    }

    @Transactional
    void unregister(AccountId account, String installation) {
        announce(devices.remove(account, installation));
    }

    @Transactional
    void forgetSession(UUID session) {
        announce(devices.removeOfSession(session));
    }

    /** Where somebody signed in anew since then, they register anew: apps do that whenever they start. */
    @Transactional
    int forgetAll(AccountId account) {
        var all = devices.removeAll(account);
        announce(all.stream().flatMap(Optional::stream).toList());
        return all.size();
    }

    private void announce(List<String> endpoints) {
        outbox.publish(endpoints.stream().map(EndpointLeft::new).toArray(EndpointLeft[]::new));
    }

    /** Some of those that were silent for too long; how many. */
    @Transactional
    int forgetSilent(int limit) {
        var silent = devices.removeSilent(clock.instant().minus(MEMORY), limit);
        announce(silent.stream().flatMap(Optional::stream).toList());
        return silent.size();
    }

    private static final class SignedOut extends Refusal {
        SignedOut() {
            super(Kind.UNAUTHENTICATED, "signed_out", "This session is over");
        }
    }
}
