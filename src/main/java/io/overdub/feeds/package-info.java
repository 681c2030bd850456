/**
 * What to watch next.
 *
 * <p>Nobody comes in: this room answers HTTP and hears of {@code AudienceChanged} and {@code FollowChanged}.
 *
 * <p>A feed is read in four steps: a skeleton of ids from the timeline, the dubs in bulk, the rules (who may see what, now), the page.
 * The rules are applied to every answer, so a timeline may be stale without harm, and losing Redis costs speed only.
 *
 * <p>The for-you feed has a shortlist and a formula instead of a timeline: candidates in a fixed number of queries, a score for each by what
 * {@code ranking} has live under {@code for-you}, no two neighbours by one author. Its first page fixes the order in a session in Redis.
 * Without Redis, or without a formula, it is the newest public dubs, and says so.
 */
@AppModule(uses = {"accounts", "connections", "dubs", "edge", "quotes", "ranking"})
@NullMarked
package io.overdub.feeds;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
