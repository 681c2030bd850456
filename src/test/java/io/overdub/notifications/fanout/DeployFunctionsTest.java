package io.overdub.notifications.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs docker/functions with a command line of AWS that writes down what it is told. */
class DeployFunctionsTest {

    private static final String FORGET = "--time-to-live-specification Enabled=true,AttributeName=ends";

    private final Path work;

    DeployFunctionsTest(@TempDir Path work) {
        this.work = work;
    }

    @Test
    void a_new_ledger_is_made_and_forgets() throws IOException, InterruptedException {
        assertThat(told(false, "DISABLED"))
                .anyMatch(call -> call.startsWith("dynamodb create-table"))
                .anyMatch(call -> call.startsWith("dynamodb update-time-to-live") && call.endsWith(FORGET));
    }

    @Test
    void a_ledger_that_a_run_left_behind_when_it_broke_off_learns_to_forget() throws IOException, InterruptedException {
        assertThat(told(true, "DISABLED"))
                .noneMatch(call -> call.startsWith("dynamodb create-table"))
                .anyMatch(call -> call.startsWith("dynamodb update-time-to-live") && call.endsWith(FORGET));
    }

    @Test
    void a_ledger_that_forgets_is_left_as_it_is() throws IOException, InterruptedException {
        assertThat(told(true, "ENABLED"))
                .noneMatch(call -> call.startsWith("dynamodb create-table"))
                .noneMatch(call -> call.startsWith("dynamodb update-time-to-live"))
                .anyMatch(call -> call.contains("function-name overdub-sender"));
    }

    private List<String> told(boolean tableThere, String forgetting) throws IOException, InterruptedException {
        var log = work.resolve("told");
        command("aws", """
                #!/bin/bash
                echo "$*" >> '%s'
                case "$2" in
                    describe-table) %s ;;
                    describe-time-to-live) echo %s ;;
                    update-time-to-live) %s ;;
                esac
                """.formatted(log, tableThere, forgetting, !forgetting.equals("ENABLED")));
        command("zip", "#!/bin/bash\n");
        var run = new ProcessBuilder("docker/functions", "arn:aws:iam::123456789012:role/overdub")
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("said").toFile());
        run.environment().put("PATH", work.resolve("bin") + ":" + System.getenv("PATH"));
        run.environment().put("OVERDUB_HOME", packaged().toString());
        var process = run.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(work.resolve("said")))
                .isZero();
        return Files.readAllLines(log);
    }

    private void command(String name, String script) throws IOException {
        var file = Files.createDirectories(work.resolve("bin")).resolve(name);
        assertThat(Files.writeString(file, script).toFile().setExecutable(true)).isTrue();
    }

    private Path packaged() throws IOException {
        var app = work.resolve("quarkus-app");
        for (var jar : List.of(
                "app/overdub.jar",
                "lib/main/software.amazon.awssdk.sns.jar",
                "lib/main/software.amazon.eventstream.eventstream.jar",
                "lib/main/com.amazonaws.aws-lambda-java-core.jar",
                "lib/main/com.fasterxml.jackson.core.jackson-core.jar",
                "lib/main/org.reactivestreams.reactive-streams.jar",
                "lib/main/org.slf4j.slf4j-api.jar",
                "lib/main/org.jspecify.jspecify.jar",
                "lib/main/io.opentelemetry.opentelemetry-api-1.jar",
                "lib/main/io.opentelemetry.opentelemetry-context-1.jar",
                "lib/main/io.opentelemetry.opentelemetry-common-1.jar",
                "lib/boot/org.jboss.logging.jboss-logging-3.jar")) {
            var file = app.resolve(jar);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
        return app;
    }
}
