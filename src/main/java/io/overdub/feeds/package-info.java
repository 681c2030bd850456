/**
 * What to watch next.
 *
 * <p>Nobody comes in: this room answers HTTP and hears of {@code DubPublished} and {@code Followed}.
 *
 * <p>A feed is read in four steps: a skeleton of ids from the timeline, the dubs in bulk, the rules (who may see what, now), the page.
 * The rules are applied to every answer, so a timeline may be stale without harm, and losing Redis costs speed only.
 */
@AppModule(uses = {"accounts", "connections", "dubs", "edge"})
@NullMarked
package io.overdub.feeds;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
