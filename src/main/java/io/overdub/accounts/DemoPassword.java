package io.overdub.accounts;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Stops the boot when production was given the password of the demo's admin, which everybody can read in the repository. */
@Singleton
class DemoPassword {

    static final String TEXT = "overdub-demo-staff";

    private final FirstAdminConfig admin;

    DemoPassword(FirstAdminConfig admin) {
        this.admin = admin;
    }

    /** Before the first admin is made. */
    void check(@Observes @Priority(1) StartupEvent event) {
        if (Stream.of("dev", "test", "demo").noneMatch(ConfigUtils::isProfileActive)) {
            refuse();
        }
    }

    void refuse() {
        if (admin.password().filter(TEXT::equals).isPresent()) {
            throw new IllegalStateException("accounts.first-admin.password is the demo password, which is public");
        }
    }
}
