package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlPulseTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private volatile State state = State.REFUSES;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final SqlPulse pulse = new SqlPulse(database());

    enum State {
        REFUSES,
        IS_DEAF,
        IS_MAD,
        ANSWERS
    }

    @Test
    void whoever_is_refused_says_so_and_it_is_asked_until_it_answers() {
        assertThat(pulse.isAway()).isFalse();

        pulse.failed(new SQLException("refused", "08001"));

        await("the second refusal", pulse::isAway);
        state = State.IS_DEAF;
        await("a look", () -> said.contains("close"));
        assertThat(pulse.isAway()).isTrue();
        state = State.ANSWERS;
        await("the return", () -> !pulse.isAway());
    }

    /** One server that took another's place lets in who comes next. */
    @Test
    void a_handshake_that_breaks_alone_sends_nobody_away() {
        state = State.ANSWERS;
        pulse.failed(new SQLException("broken", "08001"));

        assertThat(pulse.isAway()).isFalse();
        await("a look", () -> said.contains("close"));
        assertThat(pulse.isAway()).isFalse();
        state = State.REFUSES;
        await("the end of the look", () -> {
            pulse.failed(new SQLException("refused", "08001"));
            return pulse.isAway();
        });
    }

    @Test
    void whoever_waits_in_vain_says_so() {
        pulse.failed(new SQLException("Sorry, acquisition timeout!"));
        assertThat(pulse.isAway()).isTrue();
        state = State.ANSWERS;
        await("the return", () -> !pulse.isAway());

        state = State.REFUSES;
        pulse.failed(new SQLException("An I/O error occurred", "08006", new SocketTimeoutException("Read timed out")));
        assertThat(pulse.isAway()).isTrue();
    }

    /** Better to ask in vain than never again. */
    @Test
    void whoever_breaks_down_while_asking_lets_people_in() {
        state = State.IS_MAD;
        pulse.failed(new SQLException("refused", "08001"));

        await("the return", () -> !pulse.isAway());
    }

    @ParameterizedTest
    @CsvSource({"08006", "57P01", "23505", "57014", "40001"})
    void a_connection_that_breaks_or_a_question_that_is_wrong_says_nothing_of_others(String sqlState) {
        pulse.failed(new SQLException("no", sqlState));

        assertThat(pulse.isAway()).isFalse();
    }

    private static void await(String what, BooleanSupplier truth) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (!truth.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time for %s", what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private DataSource database() {
        return (DataSource) Proxy.newProxyInstance(
                SqlPulseTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (state == State.IS_MAD) {
                        throw new IllegalStateException("out of order");
                    }
                    if (state == State.REFUSES) {
                        throw new SQLException("refused", "08001");
                    }
                    return connection();
                });
    }

    private Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                SqlPulseTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    said.add(method.getName());
                    return method.getName().equals("isValid") ? state == State.ANSWERS : null;
                });
    }
}
