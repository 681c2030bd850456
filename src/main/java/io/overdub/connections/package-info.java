/**
 * Who follows, mutes and blocks whom.
 *
 * <p>Other rooms come in through {@link io.overdub.connections.Connections} and hear of {@code FollowChanged}: {@code Followed} and {@code Unfollowed}.
 * Whoever keeps a copy of what somebody may see hears of {@code StandingChanged}.
 *
 * <p>Standings are read from the graph for every answer and cached nowhere: a block holds in the next answer, whoever gives it. A
 * block counts in both directions, ends the follows between the two, and looks like a missing account to the person who is blocked.
 * Followers are counted as uses of quotes are: by added rows that a job folds, exact at every moment. A mute hides a person from the
 * feeds of whoever muted them, and from nothing else.
 *
 * <p>Whoever follows a private account asks to, and is a follower once it accepts. Its dubs and both its lists are there for its followers
 * only; to others they look as if there were no such account. Its profile is there for everybody, or nobody could ask.
 */
@AppModule(uses = {"accounts", "edge"})
@NullMarked
package io.overdub.connections;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
