package io.overdub.edge;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

@ConfigMapping(prefix = "overdub")
interface PublicAddress {

    /** Where phones reach this API, without a trailing slash. */
    URI publicUrl();
}
