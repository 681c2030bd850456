package io.overdub.notifications.push;

import java.time.Duration;

/**
 * What a phone shows.
 *
 * @param id of the push; comes back with what the app reports of it
 * @param topic in words of the app, by which it groups and mutes
 * @param link what the app opens, such as {@code overdub://dubs/…}
 * @param collapseKey on the phone a later one replaces an earlier one with the same; at most 64 bytes
 * @param life after so long it is not worth showing; zero: now or never
 * @param urgent whether it may wake the screen
 */
public record Message(
        String id,
        String topic,
        String title,
        String body,
        String link,
        String collapseKey,
        Duration life,
        boolean urgent) {}
