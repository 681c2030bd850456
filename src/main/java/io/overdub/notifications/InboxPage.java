package io.overdub.notifications;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param next for the rows before these; absent on the last page
 * @param mark where the inbox stands: what changes later comes after it; good for as long as the app keeps it
 * @param unread rows with news since they were seen; of those that are shown
 */
record InboxPage(List<InboxItem> items, @Nullable String next, String mark, long unread) {}
