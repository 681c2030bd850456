/**
 * What many people take to right now: counters in Redis, one for each item, that fade by half in a fixed time.
 *
 * <p>Forward decay: a vote is worth 2^((its time - a landmark) / half-life) for ever, so that a sum need never be touched as it fades, and
 * sums compare as they stand. The landmark moves every 64 days, long before the numbers grow too large; the counters then begin anew, and
 * are filled from PostgreSQL as after a loss of Redis.
 *
 * <p>Who has voted for an item stands beside its sum, with what the vote was worth: so nobody counts twice, and every vote can be taken
 * back. The second vote from one address range is worth half of what it would be, the third a third, and so on: a thousand of them are
 * worth less than eight.
 */
@NullMarked
package io.overdub.feeds.trends;

import org.jspecify.annotations.NullMarked;
