package io.overdub.embedded;

import io.overdub.world.SteadyPort;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A PostgreSQL of one's own and another that follows it, by streaming, as replicas do. */
public final class PostgresPair implements AutoCloseable {

    private final PostgresPrograms programs =
            PostgresPrograms.in(Path.of("target", "embedded", "programs").toAbsolutePath());
    private final Path folder;
    private final int primary = SteadyPort.find();
    private final int standby = SteadyPort.find();

    public PostgresPair(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath();
        run("initdb", "-D", data("primary"), "--username=overdub", "--auth=trust", "--encoding=UTF8", "--no-sync");
        // While nobody writes, files are all that there is to copy.
        copy(Path.of(data("primary")), Path.of(data("standby")));
        Files.createFile(Path.of(data("standby"), "standby.signal"));
        Files.writeString(
                Path.of(data("standby"), "postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary + " user=overdub'\n",
                StandardOpenOption.APPEND);
        start("primary", primary);
        start("standby", standby);
    }

    public int primary() {
        return primary;
    }

    public int standby() {
        return standby;
    }

    @Override
    public void close() {
        for (var server : List.of("standby", "primary")) {
            run("pg_ctl", "stop", "-D", data(server), "-m", "immediate", "-w", "-t", "30");
        }
    }

    private void start(String server, int port) {
        var options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off";
        run("pg_ctl", "start", "-D", data(server), "-l", data(server) + ".log", "-w", "-t", "60", "-o", options);
    }

    private String data(String server) {
        return folder.resolve(server).toString();
    }

    private void run(String program, String... arguments) {
        var said = folder.resolve(program + ".said");
        if (!ChildProcess.run(said, programs.command(program, List.of(arguments)))) {
            throw new IllegalStateException(program + " failed: " + ChildProcess.lastWords(said));
        }
    }

    /** With their permissions: PostgreSQL takes no folder that others may read. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.copy(folder, to.resolve(from.relativize(folder)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
