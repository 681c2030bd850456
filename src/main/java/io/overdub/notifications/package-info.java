/**
 * What people are told outside the app's screens: the devices that they can be reached on.
 *
 * <p>Nobody comes in: this room answers HTTP and hears of what the rooms below tell.
 *
 * <p>A device belongs to whoever is signed in on it. It goes with its session, and with its token when somebody else signs in there:
 * what is sent to a token reaches one phone, so one account has it. Installations are told apart for each account by itself, because an
 * id that a client made up proves nothing.
 */
@AppModule(uses = {"accounts"})
@NullMarked
package io.overdub.notifications;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
