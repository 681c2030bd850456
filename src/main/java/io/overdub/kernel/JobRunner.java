package io.overdub.kernel;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs every {@link Job} bean on db-scheduler: one process at a time, taken over when a process dies. */
@Singleton
class JobRunner {

    /** A job of a process that was killed is taken over after a minute or so, not after half an hour as the library has it. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final int MISSED = 6;

    /** What this process does not know is a job of another release, which may come back; the library would throw it away after a fortnight. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final ProcessConfig config;
    private final @Nullable Scheduler scheduler;

    JobRunner(DataSource database, Clock clock, ProcessConfig config, @All List<Job> jobs) {
        this.config = config;
        this.scheduler = jobs.isEmpty() ? null : scheduler(database, clock, jobs);
    }

    void start(@Observes StartupEvent event) {
        if (scheduler != null && config.roles().contains(ProcessConfig.Role.JOBS)) {
            scheduler.start();
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    private static Scheduler scheduler(DataSource database, Clock clock, List<Job> jobs) {
        return Scheduler.create(database)
                .startTasks(jobs.stream().map(JobRunner::task).toList())
                .tableName("kernel.scheduled_task")
                .clock(clock::instant)
                .threads(3)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED)
                .deleteUnresolvedAfter(FOR_EVER)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .build();
    }

    private static RecurringTask<Void> task(Job job) {
        var name = Subscribers.nameOf(ClientProxy.unwrap(job).getClass());
        return Tasks.recurring(name, FixedDelay.of(job.every())).execute((instance, context) -> inRequest(name, job));
    }

    private static void inRequest(String name, Job job) {
        var context = Arc.container().requestContext();
        context.activate();
        var step = Traces.job(name);
        var done = false;
        try {
            job.run();
            done = true;
        } finally {
            Traces.end(step, !done);
            context.terminate();
        }
    }
}
