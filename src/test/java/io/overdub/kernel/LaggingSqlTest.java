package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.ats.jta.TransactionManager;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.embedded.PostgresPair;
import io.overdub.world.Door;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a PostgreSQL and one that follows it. */
class LaggingSqlTest {

    private static final Duration MOST_BEHIND = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Two waits of two seconds, and what a busy machine adds. */
    private static final Duration SHORT = Duration.ofSeconds(8);

    private static PostgresPair pair;
    private static AgroalDataSource primary;
    private static AgroalDataSource standby;

    /** Where those who ask are REQUESTS. */
    private static final Vertx REQUESTS = Vertx.vertx();

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private Door door;
    private AgroalDataSource copy;
    private Replica replica;
    private LaggingSql lagging;

    @BeforeAll
    static void bothServersRun(@TempDir Path folder) throws Exception {
        pair = new PostgresPair(folder);
        primary = pool(pair.primary());
        standby = pool(pair.standby());
        sql(primary).update("create table note (text text)");
    }

    @AfterAll
    static void bothServersStop() {
        primary.close();
        standby.close();
        pair.close();
        REQUESTS.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void theReplicaIsUsed() throws SQLException {
        door = new Door(pair::standby);
        door.open();
        copy = pool(door.port());
        replica = new Replica(primary, copy, MOST_BEHIND);
        lagging = lagging(replica);
        replica.start();
        awaitReplica();
    }

    @AfterEach
    void theReplicaIsLeft() throws Exception {
        replica.stop();
        door.close();
        copy.close();
    }

    @Test
    void the_replica_answers_what_may_lag() {
        var before = counted("replica");

        assertThat(answersFromReplica()).isTrue();
        assertThat(counted("replica")).isEqualTo(before + 1);
    }

    @Test
    void without_a_replica_the_primary_answers_and_nobody_counts() {
        var alone = lagging(new Replica(primary, null, MOST_BEHIND));
        var before = counted("primary");

        assertThat(answersFromReplica(alone)).isFalse();
        assertThat(counted("primary")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into note values ('mine')",
                "select 1 from note for update",
                "with gone as (delete from note returning 1) select 1 from gone"
            })
    void what_changes_or_locks_something_is_refused_with_and_without_a_replica(String statement) {
        for (var door : List.of(lagging, lagging(new Replica(primary, null, MOST_BEHIND)))) {
            assertThatThrownBy(() -> door.list(statement, row -> 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_transaction_is_refused() throws Exception {
        var transactions = TransactionManager.transactionManager();
        transactions.begin();
        try {
            assertThatThrownBy(this::answersFromReplica).isInstanceOf(IllegalStateException.class);
        } finally {
            transactions.rollback();
        }
    }

    @Test
    void a_question_that_only_the_primary_can_answer_sends_nobody_away() {
        assertThat(lagging.list("select pg_current_wal_lsn() is not null", row -> row.getBoolean(1)))
                .containsExactly(true);
        assertThat(answersFromReplica()).isTrue();
    }

    @Test
    void one_that_lags_is_asked_again_when_it_has_caught_up() {
        sql(standby).list("select pg_wal_replay_pause()", row -> 1);

        var last = writeUntilThePrimaryAnswers();
        assertThat(sees(last)).isTrue();

        sql(standby).list("select pg_wal_replay_resume()", row -> 1);
        awaitReplica();
        assertThat(sees(last)).isTrue();
    }

    /** It has replayed all that it has, so by itself it would say that it lags by nothing. */
    @Test
    void one_that_hears_no_more_of_the_primary_does_not_pass_for_up_to_date() {
        var before = setting("primary_conninfo");
        set("primary_conninfo", "");

        var last = writeUntilThePrimaryAnswers();
        assertThat(sees(last)).isTrue();

        set("primary_conninfo", before);
        awaitReplica();
        assertThat(sees(last)).isTrue();
    }

    /** By what it did last alone it would grow old. */
    @Test
    void one_that_has_nothing_to_do_does_not_lag() {
        var until = System.nanoTime() + 2 * MOST_BEHIND.toNanos();

        while (System.nanoTime() < until) {
            assertThat(answersFromReplica()).isTrue();
        }
    }

    @Test
    void nobody_notices_that_it_dies_and_comes_back() throws Exception {
        door.shut();

        for (var question = 0; question < 20; question++) {
            assertThat(answersFromReplica()).isFalse();
        }

        door.open();
        awaitReplica();
    }

    @Test
    void one_that_hangs_keeps_nobody_for_long() throws Exception {
        door.fallSilent();
        var asked = System.nanoTime();
        List<Future<Boolean>> answers = new ArrayList<>();
        for (var question = 0; question < 12; question++) {
            answers.add(REQUESTS.executeBlocking(this::answersFromReplica, false)
                    .toCompletionStage()
                    .toCompletableFuture());
        }
        for (var answer : answers) {
            assertThat(answer.get()).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SHORT);

        asked = System.nanoTime();
        for (var question = 0; question < 100; question++) {
            assertThat(answersFromReplica()).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SHORT);

        door.open();
        awaitReplica();
    }

    private boolean answersFromReplica() {
        return answersFromReplica(lagging);
    }

    private static boolean answersFromReplica(LaggingSql door) {
        return door.list("select pg_is_in_recovery()", row -> row.getBoolean(1)).get(0);
    }

    private boolean sees(String text) {
        return !lagging.list("select 1 from note where text = ?", row -> row.getInt(1), text)
                .isEmpty();
    }

    /** The standby does what it is told when it comes to it, and may have the first ones by then. */
    private String writeUntilThePrimaryAnswers() {
        var name = UUID.randomUUID() + " ";
        var written = new AtomicInteger();
        await("the primary", () -> {
            sql(primary).update("insert into note values (?)", name + written.incrementAndGet());
            return !answersFromReplica();
        });
        return name + written;
    }

    private static String setting(String name) {
        return sql(standby).one("select current_setting(?)", row -> row.getString(1), name);
    }

    private static void set(String name, String value) {
        sql(standby).update("alter system set " + name + " = '" + value + "'");
        sql(standby).list("select pg_reload_conf()", row -> 1);
    }

    private double counted(String server) {
        return meters.get("overdub.sql.replica.reads")
                .tag("answered_by", server)
                .counter()
                .count();
    }

    private void awaitReplica() {
        await("the replica", this::answersFromReplica);
    }

    private static void await(String what, BooleanSupplier truth) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (!truth.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time for %s", what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private LaggingSql lagging(Replica replica) {
        return new LaggingSql(
                sql(primary), replica, new BrokenRows(meters), new TransactionSynchronizationRegistryImple(), meters);
    }

    private static Sql sql(AgroalDataSource server) {
        return new Sql(server, new BrokenRows(new SimpleMeterRegistry()), new SqlPulse(server));
    }

    /** As application.properties and Quarkus have it. */
    private static AgroalDataSource pool(int port) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .acquisitionTimeout(Duration.ofSeconds(1))
                        .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres")
                                        .principal(new NamePrincipal("overdub"))
                                        .jdbcProperty("connectTimeout", "1")
                                        .jdbcProperty("loginTimeout", "2")
                                        .jdbcProperty("socketTimeout", "2"))));
    }
}
