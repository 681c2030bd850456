package io.overdub.notifications;

import io.overdub.notifications.push.Receipt;

/** What the service made of a test. */
record CampaignTest(Receipt receipt) {}
