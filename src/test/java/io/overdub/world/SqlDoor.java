package io.overdub.world;

import io.overdub.kernel.platform.DatabaseDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The driver of the app, over connections that all pass through here, so that tests can cut them, and with transactions that can go wrong. The
 * app makes it; what is to befall them is said to the class.
 */
public final class SqlDoor implements Driver {

    /** What befalls a transaction. */
    public enum Mishap {
        /** Every connection breaks when it has just begun. */
        CUT_EARLY,
        /** Every connection breaks, and then it commits. */
        CUT_BEFORE,
        /** Its commit comes to pass, and the answer is lost with every connection that was there. */
        CUT_AFTER,
        /** Aurora's driver says that another server took over, and it did not come to pass. */
        TAKEN_OVER,
        /** It says that it does not know, and it did not come to pass. */
        UNKNOWN_AND_UNDONE,
        /** It says that it does not know, and it did come to pass. */
        UNKNOWN_AND_DONE
    }

    private static final AtomicReference<@Nullable Mishap> NEXT = new AtomicReference<>();
    private static final AtomicInteger HAPPENED = new AtomicInteger();
    private static final Set<Wire> WIRES = ConcurrentHashMap.newKeySet();
    private static final Set<Wire> DOOMED = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "sql-door");
        thread.setDaemon(true);
        return thread;
    });
    private final Driver driver = new DatabaseDriver();
    private @Nullable ServerSocket entrance;

    /** Befalls the next transaction of a request. */
    public static void arrange(Mishap mishap) {
        NEXT.set(mishap);
    }

    public static int happened() {
        return HAPPENED.get();
    }

    public static void cutAll() {
        WIRES.forEach(Wire::cut);
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        var address = URI.create(url.substring("jdbc:".length()));
        var behind = url.replace(":" + address.getPort() + "/", ":" + portTo(address.getPort()) + "/");
        return fragile(driver.connect(behind, properties));
    }

    private synchronized int portTo(int server) {
        if (entrance == null) {
            try {
                var opened = new ServerSocket(SteadyPort.find(), 50, InetAddress.getLoopbackAddress());
                entrance = opened;
                threads.execute(() -> welcome(opened, server));
            } catch (IOException e) {
                throw new UncheckedIOException("The door does not open", e);
            }
        }
        return entrance.getLocalPort();
    }

    private void welcome(ServerSocket opened, int server) {
        while (!opened.isClosed()) {
            try {
                var client = opened.accept();
                var wire = new Wire(client, new Socket("127.0.0.1", server), SqlDoor::lets, SqlDoor::forget);
                WIRES.add(wire);
                wire.carry(threads);
            } catch (IOException closed) {
                // Whoever came in just then sees a broken connection, as it should be.
            }
        }
    }

    private static boolean lets(Wire wire, Socket from) {
        if (!wire.isServer(from) || !DOOMED.contains(wire)) {
            return true;
        }
        wire.cut();
        return false;
    }

    private static void forget(Wire wire) {
        WIRES.remove(wire);
        DOOMED.remove(wire);
    }

    private static Connection fragile(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                SqlDoor.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("commit") && isOfRequest()) {
                            commit(connection);
                            return null;
                        }
                        var answer = method.invoke(connection, arguments);
                        if (method.getName().equals("setAutoCommit") && isOfRequest()) {
                            afterBeginning();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean isOfRequest() {
        return MDC.get("request_id") != null;
    }

    private static void afterBeginning() {
        if (NEXT.compareAndSet(Mishap.CUT_EARLY, null)) {
            HAPPENED.incrementAndGet();
            cutAll();
        }
    }

    private static void commit(Connection connection) throws SQLException {
        var mishap = NEXT.getAndSet(null);
        if (mishap == null) {
            connection.commit();
            return;
        }
        HAPPENED.incrementAndGet();
        switch (mishap) {
            case CUT_EARLY -> throw new IllegalStateException("A transaction that did not begin commits");
            case CUT_BEFORE -> {
                cutAll();
                connection.commit();
            }
            case CUT_AFTER -> {
                DOOMED.addAll(WIRES);
                connection.commit();
            }
            case TAKEN_OVER -> {
                connection.rollback();
                throw new SQLException("Another server took over", "08S02");
            }
            case UNKNOWN_AND_UNDONE -> {
                connection.rollback();
                throw new SQLException("Whether it happened is unknown", "08007");
            }
            case UNKNOWN_AND_DONE -> {
                connection.commit();
                throw new SQLException("Whether it happened is unknown", "08007");
            }
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }
}
