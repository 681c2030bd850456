package io.overdub.notifications;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "notifications.campaigns")
interface CampaignConfig {

    /** Campaigns to more devices need the approval of a second person. */
    @WithDefault("10000")
    long approvalAbove();
}
