package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.notifications.push.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the audience of a campaign gets: a row in the inbox, and what they want of it on their devices. */
@ApplicationScoped
class CampaignMail implements Mail {

    private final CampaignRepository campaigns;
    private final Accounts accounts;
    private final Herald herald;
    private final Admission admission;
    private final InboxRepository inbox;

    CampaignMail(
            CampaignRepository campaigns,
            Accounts accounts,
            Herald herald,
            Admission admission,
            InboxRepository inbox) {
        this.campaigns = campaigns;
        this.accounts = accounts;
        this.herald = herald;
        this.admission = admission;
        this.inbox = inbox;
    }

    @Override
    public Map<UUID, Message> write(Parcel parcel, List<Device> devices) {
        var campaign = campaigns.find(parcel.broadcast());
        if (campaign.isEmpty()) {
            return Map.of();
        }
        var owners = accounts.find(
                        devices.stream().map(Device::account).distinct().toList())
                .keySet();
        herald.note(parcel.news(), owners);
        var admitted = admission.to(parcel, owners);
        var unread = unread(campaign.get(), admitted);
        var said = new HashMap<Said, Message>();
        var messages = new HashMap<UUID, Message>();
        for (var device : devices) {
            if (admitted.contains(device.account())) {
                var text = campaign.get().textFor(device.language());
                messages.put(
                        device.id(),
                        said.computeIfAbsent(
                                new Said(text, unread.getOrDefault(device.account(), 0L)),
                                one -> Campaigns.message(campaign.get(), one.text, one.unread)));
            }
        }
        return messages;
    }

    /** Asked for where it is said only. */
    private Map<AccountId, Long> unread(Campaign campaign, Set<AccountId> persons) {
        return campaign.saysUnread() ? inbox.unread(persons) : Map.of();
    }

    /** Most get the same. */
    private record Said(Campaign.Text text, long unread) {}
}
