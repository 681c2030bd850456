package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.TestClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobRunnerTest {

    @Vetoed
    @StableName("test.taken_over")
    static class Watched implements Job {

        final CountDownLatch ran = new CountDownLatch(1);

        @Override
        public Duration every() {
            return Duration.ofDays(1);
        }

        @Override
        public void run() {
            ran.countDown();
        }
    }

    @Inject
    DataSource database;

    @Inject
    TestClock clock;

    @Inject
    ProcessConfig config;

    @Inject
    Sql sql;

    @Test
    void the_job_of_a_process_that_was_killed_a_minute_ago_is_taken_over() throws InterruptedException {
        var now = clock.instant();
        sql.update("""
                insert into kernel.scheduled_task (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                values ('test.taken_over', 'recurring', ?, true, 'killed', ?, 1)""", now.minusSeconds(80), now.minusSeconds(70));
        var job = new Watched();
        var runner = new JobRunner(database, clock, config, List.of(job));
        try {
            runner.start(new StartupEvent());

            assertThat(job.ran.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            runner.stop(new ShutdownEvent());
            sql.update("delete from kernel.scheduled_task where task_name = 'test.taken_over'");
        }
    }
}
