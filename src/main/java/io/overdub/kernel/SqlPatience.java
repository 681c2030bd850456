package io.overdub.kernel;

import io.agroal.api.AgroalPoolInterceptor;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * How long an answer of PostgreSQL is waited for. A server that hangs, or a network that swallows what is said, would else keep the thread and
 * its place in the pool for ever, and only a restart would help.
 */
@Singleton
class SqlPatience implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(SqlPatience.class);

    /** As long as a request may take. */
    private static final Duration OF_REQUESTS = Duration.ofSeconds(10);

    /** Jobs and migrations ask for more at once. */
    private static final Duration OF_OTHERS = Duration.ofMinutes(10);

    @Override
    public void onConnectionAcquire(Connection connection) {
        var patience = Vertx.currentContext() == null ? OF_OTHERS : OF_REQUESTS;
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
        } catch (SQLException broken) {
            LOG.debugf("A broken connection, as whoever uses it will find: %s", broken.getMessage());
        }
    }
}
