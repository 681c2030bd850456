package io.overdub.quotes.sounds;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Where imports may fetch from; all else on the network is out of their reach. */
@Singleton
public final class SoundOrigins {

    private final Set<String> origins;

    SoundOrigins(SourcesConfig config) {
        this.origins = config.origins().orElse(Set.of());
    }

    /** Compares scheme, host and port as written; an address with credentials matches nothing. */
    public boolean allow(URI address) {
        return address.getScheme() != null
                && address.getRawAuthority() != null
                && origins.contains((address.getScheme() + "://" + address.getRawAuthority()).toLowerCase(Locale.ROOT));
    }
}
