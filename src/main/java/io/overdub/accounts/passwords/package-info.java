/**
 * Passwords: which ones are good enough, and how they are kept.
 *
 * <p>The room above comes in through {@link io.overdub.accounts.passwords.Passwords}. Only Argon2id hashes are kept, with their
 * parameters in the text, so that stronger ones can be introduced while people sign in.
 *
 * <p>A hash costs 19 MiB and tens of milliseconds of CPU, so few run at a time and those who wait too long are sent away: people
 * guessing passwords must not starve everybody else.
 */
@NullMarked
package io.overdub.accounts.passwords;

import org.jspecify.annotations.NullMarked;
