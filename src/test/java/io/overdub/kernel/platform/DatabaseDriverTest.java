package io.overdub.kernel.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Agroal gives up connections that take too long by interrupting who makes them. */
@QuarkusTest
class DatabaseDriverTest {

    private final DatabaseDriver driver = new DatabaseDriver();

    @Test
    void the_connection_after_one_that_was_given_up_is_made() throws Exception {
        var address = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        Thread.currentThread().interrupt();

        try (var connection = connect(address)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void one_that_is_given_up_says_so_and_leaves_no_trace() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var failure = new CompletableFuture<String>();
            var left = new CompletableFuture<Boolean>();
            var maker = new Thread(() -> {
                failure.complete(stateOf("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/postgres"));
                left.complete(Thread.currentThread().isInterrupted());
            });
            maker.start();
            try (var met = silent.accept()) {
                assertThat(met.isConnected()).isTrue();
                maker.interrupt();
                assertThat(failure.get()).isEqualTo("08001");
                assertThat(left.get()).isFalse();
            }
        }
    }

    private String stateOf(String somewhere) {
        try {
            connect(somewhere).close();
            return "connected";
        } catch (SQLException expected) {
            return expected.getSQLState();
        }
    }

    private Connection connect(String somewhere) throws SQLException {
        var properties = new Properties();
        properties.setProperty("loginTimeout", "30");
        return requireNonNull(driver.connect(somewhere, properties));
    }
}
