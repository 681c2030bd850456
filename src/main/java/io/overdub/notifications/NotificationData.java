package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;

/** What they were told goes, and what others were told of them; others' rows count one less. */
@Singleton
class NotificationData implements PersonalData {

    private static final int BATCH = 500;

    private final ForgetRepository rows;
    private final Devices devices;
    private final Oblivion oblivion;

    NotificationData(ForgetRepository rows, Devices devices, Oblivion oblivion) {
        this.rows = rows;
        this.devices = devices;
        this.oblivion = oblivion;
    }

    @Override
    public String room() {
        return "notifications";
    }

    @Override
    public int floor() {
        return 6;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.erased(
                                "notifications.device",
                                "account_id",
                                "installation_id",
                                "session_id",
                                "token",
                                "endpoint",
                                "country",
                                "time_zone")
                        .ownedBy("account_id")
                        .without("endpoint"),
                Holding.erased("notifications.person", "account_id", "time_zone")
                        .ownedBy("account_id"),
                Holding.erased("notifications.item", "account_id").ownedBy("account_id"),
                Holding.erased("notifications.news", "account_id", "actor", "reason"),
                Holding.erased("notifications.held", "account_id", "actor", "reason"),
                Holding.kept("notifications.delivery", "for 3 days, how a push fared", "device_id"),
                Holding.erased("notifications.captured_endpoint", "endpoint"),
                Holding.kept(
                        "notifications.captured",
                        "for 3 days, and only where pushes are captured instead of sent",
                        "endpoint",
                        "title",
                        "body"),
                Holding.erased("notifications.broadcast", "actor", "reason"),
                Holding.kept("notifications.parcel", "until it was sent", "devices"),
                Holding.anonymous("notifications.dial", "changed_by"),
                Holding.anonymous("notifications.campaign", "author", "approved_by"),
                Holding.impersonal("notifications.campaign_text"),
                Holding.kept(
                        "notifications.leg", "until it was sent: how far a campaign got among the devices", "reached"),
                Holding.impersonal("notifications.handover"));
    }

    @Override
    public Forgotten forget(Departed person) {
        var id = person.account();
        return Forgotten.of("devices", () -> devices.forgetAll(new AccountId(id)))
                .or("pushes that wait", () -> rows.held(id, BATCH))
                .or("inbox", () -> rows.inbox(id, BATCH))
                .or("news of them", () -> oblivion.withdraw(id, BATCH))
                .or("pushes to many", () -> rows.broadcasts(id, BATCH))
                .or("work of the team", () -> rows.disown(id, BATCH));
    }
}
