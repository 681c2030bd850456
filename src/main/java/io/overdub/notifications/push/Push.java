package io.overdub.notifications.push;

import io.overdub.kernel.External;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends pushes to devices. Safe for many threads. */
@External
public interface Push {

    /**
     * Says that a device has just shown this token, so that it is alive, whatever was known of it. May be repeated.
     *
     * @param endpoint what it was reached by until now, if anything
     * @return what it is reached by; empty when the service holds that this is no token
     * @throws io.overdub.kernel.EngineAway when the service is not to be had
     */
    Optional<String> present(Platform platform, String token, @Nullable String endpoint);

    /**
     * Finds out by what a token is reached whose endpoint the service has forgotten. The device has said nothing meanwhile: where the service
     * holds that the token is dead, it stays so.
     *
     * @return empty when it is dead, or no token
     * @throws io.overdub.kernel.EngineAway when the service is not to be had
     */
    Optional<String> renew(Platform platform, String token);

    /**
     * Nobody will send anything there any more. May be repeated.
     *
     * @throws io.overdub.kernel.EngineAway when the service is not to be had
     */
    void retire(String endpoint);

    /** Sends once: no try is repeated here. Does not throw for anything that the service does. */
    Receipt send(Platform platform, String endpoint, Message message);

    /** The same for some at once, side by side; a receipt for each, in their order. */
    default List<Receipt> sendAll(List<Addressed> some) {
        return SideBySide.send(this, some);
    }
}
