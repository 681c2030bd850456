package io.overdub.kernel;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A PostgreSQL of its own that lets nobody in, as its pulse has found out, until it is back. */
public final class LostDatabase {

    private static final long LONG_ENOUGH_NANOS = Duration.ofSeconds(30).toNanos();

    private final SqlPulse pulse = new SqlPulse(database());
    private volatile boolean back;

    public LostDatabase() {
        pulse.failed(new SQLException("Acquisition timeout"));
    }

    public SqlPulse pulse() {
        return pulse;
    }

    public void comesBack() {
        back = true;
        var deadline = System.nanoTime() + LONG_ENOUGH_NANOS;
        while (pulse.isAway()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("It is not back");
            }
            Thread.onSpinWait();
        }
    }

    private DataSource database() {
        return (DataSource) Proxy.newProxyInstance(
                LostDatabase.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (back) {
                        return connection();
                    }
                    throw new SQLException("refused", "08001");
                });
    }

    private static Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                LostDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("isValid") ? true : null);
    }
}
