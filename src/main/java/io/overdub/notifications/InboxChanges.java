package io.overdub.notifications;

import java.util.List;
import java.util.UUID;

/**
 * @param items rows that are new or not what they were, the oldest change first
 * @param removed rows that are no longer there, or not shown any more; one that is shown again comes as an item
 * @param mark to go on from
 * @param more whether there is more to get right away
 */
record InboxChanges(List<InboxItem> items, List<UUID> removed, String mark, boolean more, long unread) {}
