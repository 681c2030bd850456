/**
 * What to watch next.
 *
 * <p>Nobody comes in: this room answers HTTP and hears of what {@code dubs} and {@code connections} tell.
 *
 * <p>A feed is read in four steps: a skeleton of ids from the timeline, the dubs in bulk, the rules (who may see what, now), the page.
 * The rules are applied to every answer, so a timeline may be stale without harm, and losing Redis costs speed only.
 *
 * <p>The other feeds (for-you, trending, of a tag, of a quote) have a shortlist and a formula instead of a timeline: candidates in a fixed
 * number of queries, a score for each by what {@code ranking} has live under the feed's name, no two neighbours by one author. The first
 * page fixes the order in a session in Redis. Without Redis, or without a formula, they are the newest, and say so.
 *
 * <p>What trends is counted in {@code feeds.trends}: votes of different people, weighed here ({@code Electorate}), and thrown out again when
 * they are taken back or their voter is gone. PostgreSQL knows all of it: what Redis has lost is counted anew within seconds.
 *
 * <p>Each item has a signed context. What comes back with one was really shown; the for-you feed leaves it out for a fortnight.
 */
@AppModule(uses = {"accounts", "connections", "dubs", "edge", "quotes", "ranking"})
@NullMarked
package io.overdub.feeds;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
