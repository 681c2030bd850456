package io.overdub.notifications;

import io.overdub.notifications.push.Platform;

/** What a platform is told in one language. @param payload in the words of its service */
record CampaignPreview(Platform platform, String language, int bytes, String payload) {}
