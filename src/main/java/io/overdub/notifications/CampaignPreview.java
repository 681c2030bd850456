package io.overdub.notifications;

import io.overdub.notifications.push.Platform;
import org.jspecify.annotations.Nullable;

/**
 * What a platform is told in one language.
 *
 * @param unread for whom so much is unread; absent where that is not said
 * @param payload in the words of its service
 */
record CampaignPreview(
        Platform platform, String language, @Nullable Long unread, int bytes, String payload) {}
