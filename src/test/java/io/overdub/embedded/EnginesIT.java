package io.overdub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The engines through the clients that production uses. */
class EnginesIT {

    private static final Path PROGRAMS = EngineSettings.forOneRun("").programs();

    private final Path temporary;

    EnginesIT(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Test
    void rows_survive_a_restart_of_postgres() throws SQLException {
        try (var folder = DataFolder.hold(durable())) {
            var first = PostgresEngine.start(folder, durable(), FreePort::find);
            sql(first, "create table quote (name text)");
            sql(first, "insert into quote values ('May the force')");
            first.stop();

            var second = PostgresEngine.start(folder, durable(), FreePort::find);

            assertThat(sql(second, "select name from quote")).isEqualTo("May the force");
            assertThat(sql(second, "show fsync")).isEqualTo("on");
            assertThat(sql(second, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(sql(second, "select lower('ÉCLAIR')")).isEqualTo("éclair");
            second.stop();
        }
    }

    @Test
    void postgres_refuses_a_wrong_password() {
        try (var folder = DataFolder.hold(durable())) {
            var postgres = PostgresEngine.start(folder, durable(), FreePort::find);

            assertThatThrownBy(() -> DriverManager.getConnection(
                                    postgres.address().replaceFirst("password=.*", "password=guess"))
                            .close())
                    .hasMessageContaining("password authentication failed");
            postgres.stop();
        }
    }

    @Test
    void keys_survive_a_restart_of_redis() throws IOException {
        try (var folder = DataFolder.hold(durable())) {
            var first = RedisEngine.start(folder, durable(), FreePort::find);
            assertThat(redis(first, "PING")).isEqualTo("+PONG");
            assertThat(redis(first, "SET feed 7")).isEqualTo("+OK");
            first.stop();

            var second = RedisEngine.start(folder, durable(), FreePort::find);

            assertThat(redis(second, "STRLEN feed")).isEqualTo(":1");
            second.stop();
        }
    }

    @Test
    void objects_survive_a_restart_of_the_store() {
        try (var folder = DataFolder.hold(durable())) {
            var first = S3Engine.start(folder, durable());
            try (var client = client(first, folder, secretKey(folder))) {
                client.putObject(put -> put.bucket("overdub-media").key("a/dub.mp4"), RequestBody.fromString("bytes"));
            }
            first.stop();

            var second = S3Engine.start(folder, durable());

            try (var client = client(second, folder, secretKey(folder))) {
                var read = client.getObjectAsBytes(
                        get -> get.bucket("overdub-media").key("a/dub.mp4"));
                assertThat(read.asUtf8String()).isEqualTo("bytes");
            }
            second.stop();
        }
    }

    @Test
    void the_store_refuses_a_wrong_signature() {
        try (var folder = DataFolder.hold(durable())) {
            var store = S3Engine.start(folder, durable());

            try (var client = client(store, folder, "not-the-key")) {
                assertThatThrownBy(() -> client.putObject(
                                put -> put.bucket("overdub-media").key("dub.mp4"), RequestBody.fromString("bytes")))
                        .isInstanceOfSatisfying(
                                S3Exception.class,
                                refused -> assertThat(refused.statusCode()).isEqualTo(403));
            }
            store.stop();
        }
    }

    @Test
    void a_taken_port_is_avoided() throws IOException, SQLException {
        try (var folder = DataFolder.hold(durable());
                var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var postgres = PostgresEngine.start(folder, durable(), firstThenFree(taken.getLocalPort()));
            var redis = RedisEngine.start(folder, durable(), firstThenFree(taken.getLocalPort()));

            assertThat(sql(postgres, "select 1")).isEqualTo("1");
            assertThat(redis(redis, "PING")).isEqualTo("+PONG");
            postgres.stop();
            redis.stop();
        }
    }

    @Test
    void what_a_killed_run_left_is_stopped_and_its_data_kept() throws Exception {
        var killed = child();
        var postgres = daemon("postgres/postmaster.pid");
        var redis = daemon("redis/redis.pid");
        killed.destroyForcibly().waitFor();
        assertThat(postgres.isAlive() && redis.isAlive()).isTrue();

        var next = child();

        assertThat(ends(postgres)).isTrue();
        assertThat(ends(redis)).isTrue();
        next.destroy();
        assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_was_killed_before_it_wrote_its_number_is_stopped_too() throws Exception {
        try (var folder = DataFolder.hold(durable())) {
            PostgresEngine.start(folder, durable(), FreePort::find);
            RedisEngine.start(folder, durable(), FreePort::find);
            var postgres = daemon("postgres/postmaster.pid");
            var redis = daemon("redis/redis.pid");
            Files.delete(folder.path().resolve("postgres/postmaster.pid"));
            Files.delete(folder.path().resolve("redis/redis.pid"));

            var nextPostgres = PostgresEngine.start(folder, durable(), FreePort::find);
            var nextRedis = RedisEngine.start(folder, durable(), FreePort::find);

            assertThat(postgres.isAlive()).isFalse();
            assertThat(redis.isAlive()).isFalse();
            nextPostgres.stop();
            nextRedis.stop();
        }
    }

    @Test
    void a_database_that_was_being_made_is_made_anew() throws Exception {
        var killed = EngineChild.start(temporary.resolve("data"), temporary.resolve("child.log"));
        while (programs("initdb").isEmpty()) {
            assertThat(killed.isAlive()).isTrue();
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        killed.destroyForcibly().waitFor();

        var next = child();

        assertThat(programs("initdb")).isEmpty();
        assertThat(programs("postgres")).hasSize(1);
        try (var files = Files.list(temporary.resolve("data"))) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("initdb-"));
        }
        next.destroy();
        assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void the_engines_end_with_their_process() throws Exception {
        var process = child();
        var postgres = daemon("postgres/postmaster.pid");
        var redis = daemon("redis/redis.pid");

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(postgres.isAlive()).isFalse();
        assertThat(redis.isAlive()).isFalse();
    }

    @Test
    void a_stranger_with_a_leftover_number_is_spared() throws Exception {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try (var folder = DataFolder.hold(durable())) {
            var pidFile =
                    Files.createDirectories(folder.path().resolve("redis")).resolve("redis.pid");
            Files.writeString(pidFile, Long.toString(stranger.pid()));

            RedisEngine.start(folder, durable(), FreePort::find).stop();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_second_holder_of_the_folder_is_refused() throws Exception {
        var holder = child();

        assertThatThrownBy(() -> DataFolder.hold(durable()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(temporary.resolve("data") + " is in use by process " + holder.pid());
        holder.destroy();
        assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_fresh_folder_is_gone_afterwards_and_sweeps_killed_runs() throws IOException {
        var killed = Files.createDirectories(temporary.resolve("run-1"));
        Files.writeString(killed.resolve("holder"), "999999999");
        var settings = new EngineSettings(temporary.resolve("run-2"), PROGRAMS, true, false, "overdub-media");

        var folder = DataFolder.hold(settings);

        assertThat(killed).doesNotExist();
        assertThat(folder.path()).exists();
        folder.close();
        assertThat(folder.path()).doesNotExist();
    }

    static EngineSettings durable(Path directory) {
        return new EngineSettings(directory, PROGRAMS, false, true, "overdub-media");
    }

    private EngineSettings durable() {
        return durable(temporary.resolve("data"));
    }

    private Process child() throws IOException {
        var child = EngineChild.start(temporary.resolve("data"), temporary.resolve("child.log"));
        var output = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.lines().anyMatch("ready"::equals))
                .as(Files.readString(temporary.resolve("child.log")))
                .isTrue();
        return child;
    }

    private ProcessHandle daemon(String pidFile) {
        return ChildProcess.pid(temporary.resolve("data").resolve(pidFile))
                .flatMap(ProcessHandle::of)
                .orElseThrow();
    }

    /** Running ones that work on our folder. */
    private List<ProcessHandle> programs(String name) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("/bin/" + name + " ") && line.contains(temporary.toString()))
                        .isPresent())
                .toList();
    }

    private static boolean ends(ProcessHandle process) throws InterruptedException, ExecutionException {
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static IntSupplier firstThenFree(int first) {
        var asked = new AtomicBoolean();
        return () -> asked.getAndSet(true) ? FreePort.find() : first;
    }

    private static String sql(PostgresEngine postgres, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.address());
                var prepared = connection.createStatement()) {
            if (!prepared.execute(statement)) {
                return "";
            }
            var rows = prepared.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }

    private static String redis(RedisEngine redis, String command) throws IOException {
        var address = URI.create(redis.address());
        var password = address.getUserInfo().substring(1);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            var lines = "AUTH " + password + "\r\n" + command + "\r\n";
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answers.readLine()).isEqualTo("+OK");
            return answers.readLine();
        }
    }

    private static S3Client client(S3Engine store, DataFolder folder, String secretKey) {
        var credentials = AwsBasicCredentials.create(folder.secret(EmbeddedConfigSource.S3_ACCESS_KEY), secretKey);
        return S3Client.builder()
                .endpointOverride(URI.create(store.address()))
                .region(Region.EU_CENTRAL_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static String secretKey(DataFolder folder) {
        return folder.secret(EmbeddedConfigSource.S3_SECRET_KEY);
    }
}
