package io.overdub.notifications;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.util.UUID;

/** Another service is to send a campaign. */
@StableName("notifications.campaign_handed_over")
record CampaignHandedOver(UUID campaign) implements DomainEvent {}
