package io.overdub.notifications;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "notifications.campaigns")
interface CampaignConfig {

    /** Campaigns to more devices need the approval of a second person. */
    @WithDefault("10000")
    long approvalAbove();

    /** Devices that are looked at together when an audience is listed; a few 10 ms. */
    @WithDefault("20000")
    int stretch();
}
