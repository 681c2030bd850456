/**
 * What people are told: in their inbox, and on their devices.
 *
 * <p>Nobody comes in: this room answers HTTP and hears of what the rooms below tell.
 *
 * <p>A device belongs to whoever is signed in on it. It goes with its session, and with its token when somebody else signs in there:
 * what is sent to a token reaches one phone, so one account has it. Installations are told apart for each account by itself, because an
 * id that a client made up proves nothing.
 *
 * <p>What somebody was told once, by whom and why, is never news to them again: so facts may come twice, and liking anew sends nothing.
 * Whoever does the same to the same is in one row, which a phone shows as one push. Each change of an inbox has a position, taken under a
 * lock of its owner until the commit, so an app that was offline for months goes on from where it was and misses nothing.
 *
 * <p>Whether it still holds is asked before each push and before each row is shown: blocks, mutes and deletions hold at once, whatever
 * was written down before. A push is written down for each device before it is sent: a crash may lose one, and none comes twice.
 *
 * <p>What many are told of one fact goes out as a broadcast, in parcels of at most 300 devices, by a crew of its own: it waits for the dial
 * and can be paused and cancelled, and nobody's like waits for it. A part of 20 is written down after it was sent: a crash repeats at most
 * that part, which replaces itself on the phones, and misses nobody.
 */
@AppModule(uses = {"accounts", "connections", "dubs", "edge", "quotes"})
@NullMarked
package io.overdub.notifications;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
