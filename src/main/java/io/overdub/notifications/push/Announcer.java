package io.overdub.notifications.push;

import io.overdub.kernel.External;

/** A service that knows devices by their tags, and chooses among them itself. */
@External
public interface Announcer {

    boolean isThere();

    /** Hands it over once: no try is repeated here. Does not throw for anything that the service does. */
    Announced announce(Announcement announcement);
}
