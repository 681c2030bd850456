/**
 * Who follows, mutes and blocks whom.
 *
 * <p>Other rooms come in through {@link io.overdub.connections.Connections} and hear of {@code FollowChanged}: {@code Followed} and {@code Unfollowed}.
 *
 * <p>Standings are read from PostgreSQL for every answer and cached nowhere: a block holds in the next answer, whoever gives it. A
 * block counts in both directions, ends the follows between the two, and looks like a missing account to the person who is blocked.
 * Followers are counted as uses of quotes are: by added rows that a job folds, exact at every moment. A mute hides a person from the
 * feeds of whoever muted them, and from nothing else.
 */
@AppModule(uses = {"accounts", "edge"})
@NullMarked
package io.overdub.connections;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
