package io.overdub.kernel;

import java.net.URI;
import java.util.Set;

/** Secrets for tests that run without the app. */
public final class SecretsOf {

    private SecretsOf() {}

    public static Secrets text(String secret) {
        return new Secrets(new OnlySecret(secret));
    }

    private record OnlySecret(String secret) implements ProcessConfig {

        @Override
        public URI publicUrl() {
            throw new UnsupportedOperationException("Secrets don't ask");
        }

        @Override
        public Set<Role> roles() {
            throw new UnsupportedOperationException("Secrets don't ask");
        }

        @Override
        public SqlConfig sql() {
            throw new UnsupportedOperationException("Secrets don't ask");
        }

        @Override
        public OutboxConfig outbox() {
            throw new UnsupportedOperationException("Secrets don't ask");
        }
    }
}
