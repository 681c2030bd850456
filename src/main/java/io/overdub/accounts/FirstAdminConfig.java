package io.overdub.accounts;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may appoint everybody else: all three, or none. */
@ConfigMapping(prefix = "accounts.first-admin")
interface FirstAdminConfig {

    Optional<String> username();

    Optional<String> email();

    Optional<String> password();
}
