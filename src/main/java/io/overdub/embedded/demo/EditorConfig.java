package io.overdub.embedded.demo;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who publishes the quotes: the first admin, with the password that they began with. */
@ConfigMapping(prefix = "accounts.first-admin")
interface EditorConfig {

    Optional<String> username();

    Optional<String> password();
}
