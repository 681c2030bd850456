/**
 * Who is asking: accounts, signing up and in, sessions, roles.
 *
 * <p>Other rooms ask {@link io.overdub.accounts.Viewer} who sent the request and {@link io.overdub.accounts.Accounts} for the people
 * that their lists mention; handlers say whom they admit with {@code @RolesAllowed} and {@link io.overdub.accounts.Roles}. A handler
 * without such a word admits nobody.
 *
 * <p>People start without signing up: a device gets an anonymous account, which registering turns into a proper one under the same
 * id, so that nothing they made is lost.
 *
 * <p>The session row is the truth. An access token proves itself and is then looked up once in 30 s per process, which is how long it
 * can outlive its session; a refresh token is worth what its row says. Whoever uses a spent one ends the session, except within 30 s,
 * when a phone may have lost the answer and gets the same answer again.
 *
 * <p>Identity is worked out only when a handler asks for it, so that a stale token can't keep anyone from refreshing it. Where one is
 * looked at, a bad token is refused even if nobody had to sign in: a phone must learn that it is signed out.
 *
 * <p>Who closes their account is found by no room from then on, though all is there still: whoever asks {@code Accounts} before showing
 * something hides it, and one place is enough. When their time to come back is over, {@code EraseClosed} has every room forget them.
 *
 * <p>An ended session leaves no row, and a renamed account leaves no claim to its old name.
 */
@AppModule(uses = {"edge"})
@NullMarked
package io.overdub.accounts;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
