package io.overdub.kernel.platform;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's driver, or Amazon's around it where {@code overdub.sql.failover} says {@code aurora}. One class for both, since Quarkus
 * fixes the driver when it builds, and who installs the package chooses later.
 */
public final class DatabaseDriver implements Driver {

    private static final String FAILOVER = "overdub.sql.failover";

    /** Amazon's own is five minutes, in which every thread that has a request would hang. */
    private static final String FAILOVER_MILLIS = "30000";

    private static final String UNREACHABLE = "08001";

    private final Driver postgres = named("org.postgresql.Driver");

    /**
     * Agroal interrupts the thread that makes a connection for which nobody waits any more. PostgreSQL's driver then fails with a state that
     * says nothing and leaves the thread interrupted, so that each connection after that one fails as well. Interrupts are of no use here
     * and are forgotten; one that comes meanwhile has the state of a server that cannot be reached just now.
     */
    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        Thread.interrupted();
        try {
            return open(url, properties);
        } catch (SQLException failure) {
            if (Thread.interrupted()) {
                throw new SQLTransientConnectionException("Interrupted while connecting", UNREACHABLE, failure);
            }
            throw failure;
        }
    }

    private @Nullable Connection open(String url, Properties properties) throws SQLException {
        var rest = new Properties();
        rest.putAll(properties);
        return "aurora".equals(rest.remove(FAILOVER)) ? aurora(url, rest) : postgres.connect(url, rest);
    }

    /** What the address says wins, such as {@code clusterInstanceHostPattern} or another {@code failoverTimeoutMs}. */
    private static @Nullable Connection aurora(String url, Properties properties) throws SQLException {
        properties.putIfAbsent("failoverTimeoutMs", FAILOVER_MILLIS);
        return named("software.amazon.jdbc.Driver")
                .connect(url.replaceFirst("^jdbc:", "jdbc:aws-wrapper:"), properties);
    }

    /** So that Amazon's is loaded only where it drives, and since javac stumbles over annotations whose library neither brings along. */
    private static Driver named(String name) {
        try {
            return (Driver) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " is not there", e);
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return postgres.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return postgres.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return postgres.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return postgres.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return postgres.getParentLogger();
    }
}
