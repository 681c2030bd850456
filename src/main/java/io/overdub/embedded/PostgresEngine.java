package io.overdub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;

/** PostgreSQL as a daemon, steered by pg_ctl. */
final class PostgresEngine implements Engine {

    static final String USER = "overdub";

    private static final List<String> PROGRAMS = List.of("pg_ctl", "initdb", "postgres");

    private final PostgresPrograms programs;
    private final Path folder;
    private final int port;
    private final String password;

    private PostgresEngine(PostgresPrograms programs, Path folder, int port, String password) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.password = password;
    }

    static PostgresEngine start(DataFolder folder, EngineSettings settings, IntSupplier ports) {
        stopLeftover(folder.path());
        var programs = PostgresPrograms.in(settings.programs());
        if (!Files.exists(data(folder.path()))) {
            create(programs, folder);
        }
        var port = FreePort.first(ports, candidate -> listens(programs, folder.path(), candidate, settings.durable()));
        return new PostgresEngine(programs, folder.path(), port, folder.secret(EmbeddedConfigSource.JDBC_PASSWORD));
    }

    static void stopLeftover(Path folder) {
        ChildProcess.stopLeftovers(folder, PROGRAMS);
        ChildProcess.forgetStranger(data(folder).resolve("postmaster.pid"));
    }

    /** Carries user and password: Quarkus never asks for those two as long as no source lists their names. */
    @Override
    public String address() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER + "&password=" + password;
    }

    @Override
    public void stop() {
        var arguments = List.of("stop", "-D", data(folder).toString(), "-m", "fast", "-w", "-t", "15");
        ChildProcess.run(folder.resolve("pg_ctl.log"), programs.command("pg_ctl", arguments));
    }

    @Override
    public String toString() {
        return "PostgreSQL on 127.0.0.1:" + port;
    }

    /** Made beside and moved into place, so that a run killed half-way leaves nothing that looks like a database. */
    private static void create(PostgresPrograms programs, DataFolder folder) {
        folder.deleteDrafts("initdb-");
        var log = folder.path().resolve("initdb.log");
        try {
            var draft = Files.createTempDirectory(folder.path(), "initdb-");
            var password = Files.createTempFile(folder.path(), "initdb-", ".password");
            Files.writeString(password, folder.secret(EmbeddedConfigSource.JDBC_PASSWORD));
            var made = ChildProcess.run(log, programs.command("initdb", initOptions(draft, password)));
            Files.delete(password);
            if (!made) {
                throw failure(folder.path(), ChildProcess.lastWords(log));
            }
            Files.move(draft, data(folder.path()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a database in " + folder.path(), e);
        }
    }

    /** The built-in C.UTF-8 sorts and folds the same on every machine. */
    private static List<String> initOptions(Path data, Path password) {
        return List.of(
                "-D",
                data.toString(),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync");
    }

    private static boolean listens(PostgresPrograms programs, Path folder, int port, boolean durable) {
        var output = folder.resolve("pg_ctl.log");
        var log = folder.resolve("postgres.log");
        var arguments = List.of(
                "start",
                "-D",
                data(folder).toString(),
                "-l",
                log.toString(),
                "-w",
                "-t",
                "60",
                "-o",
                serverOptions(port, durable));
        ChildProcess.delete(log);
        if (ChildProcess.run(output, programs.command("pg_ctl", arguments))) {
            return true;
        }
        var reason = ChildProcess.lastWords(output) + ChildProcess.lastWords(log);
        if (reason.contains("Address already in use")) {
            return false;
        }
        throw failure(folder, reason);
    }

    private static String serverOptions(int port, boolean durable) {
        var careful = durable ? "on" : "off";
        return String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=''",
                "max_connections=60",
                "timezone=UTC",
                "log_timezone=UTC",
                "fsync=" + careful,
                "synchronous_commit=" + careful,
                "full_page_writes=" + careful);
    }

    private static IllegalStateException failure(Path folder, String reason) {
        return new IllegalStateException("PostgreSQL does not start in " + folder
                + ". Root without user namespaces can't run it: be another user, or configure "
                + EmbeddedConfigSource.JDBC_URL + ". It said:\n" + reason);
    }

    private static Path data(Path folder) {
        return folder.resolve("postgres");
    }
}
