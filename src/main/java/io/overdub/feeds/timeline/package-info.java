/**
 * Home timelines: for each person who reads one, the ids of the dubs by the people they follow.
 *
 * <p>A timeline proposes and the reader disposes: it may still name dubs that were deleted, hidden or whose author is not followed any
 * more, and {@code HomeFeed} leaves those out. So nothing has to be removed from it in a hurry; it is removed, because a timeline has
 * room for so many dubs and no more.
 *
 * <p>{@code feeds.timeline.adapter} names the engine: {@code built-in}, or {@code stream} in the version that
 * {@code feeds.timeline.stream.version} names. Whichever it is, PostgreSQL answers readers while it does not.
 */
@NullMarked
package io.overdub.feeds.timeline;

import org.jspecify.annotations.NullMarked;
