package io.overdub.accounts;

import io.overdub.accounts.passwords.Passwords;
import io.overdub.kernel.Ids;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes the admin that the configuration names, unless somebody has the username or the e-mail address, as an admin has who has taken
 * another name since: a later change of the configuration changes nobody. Any number of processes may start at once.
 */
@ApplicationScoped
class FirstAdmin {

    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
    private static final String SETTING = "accounts.first-admin.";

    private final FirstAdminConfig config;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Ids ids;
    private final Clock clock;

    FirstAdmin(FirstAdminConfig config, AccountRepository accounts, Passwords passwords, Ids ids, Clock clock) {
        this.config = config;
        this.accounts = accounts;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    void appoint(@Observes StartupEvent event) {
        if (config.username().isEmpty()
                && config.email().isEmpty()
                && config.password().isEmpty()) {
            return;
        }
        var username = UsernameRules.normalised(required("username", config.username()));
        var email = EmailRules.normalised(required("email", config.email()));
        var password = required("password", config.password());
        if (accounts.hasUsername(username)) {
            return;
        }
        var holder = accounts.byEmail(email);
        if (holder != null) {
            if (holder.role() != Role.ADMIN) {
                LOG.warnf("No first admin is made: %s has its e-mail address, and is none", holder.username());
            }
            return;
        }
        var weakness = passwords.fault(password, List.of(username, EmailRules.nameIn(email)));
        if (weakness != null) {
            throw new IllegalStateException(SETTING + "password " + weakness);
        }
        if (accounts.addUnlessThere(admin(username, email, password))) {
            LOG.infof("Made the first admin, %s", username);
        }
    }

    private AccountEntity admin(String username, String email, String password) {
        var account = new AccountEntity(ids.next(), username, clock.instant());
        account.signUp(new SignUp(username, username, email, passwords.hash(password), null, null));
        account.become(Role.ADMIN);
        return account;
    }

    private static String required(String key, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        SETTING + key + " is missing: a first admin needs a username, an email and a password"));
    }
}
