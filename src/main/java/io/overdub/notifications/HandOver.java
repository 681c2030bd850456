package io.overdub.notifications;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

@Singleton
@StableName("notifications.hand_over")
class HandOver implements Subscriber<CampaignHandedOver> {

    private final HandoverDesk desk;

    HandOver(HandoverDesk desk) {
        this.desk = desk;
    }

    @Override
    public void on(CampaignHandedOver event) {
        desk.deliver(event.campaign());
    }
}
