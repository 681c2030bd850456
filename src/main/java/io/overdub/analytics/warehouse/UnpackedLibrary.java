package io.overdub.analytics.warehouse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The driver of DuckDB unpacks its library, 71 MB, into a file of its own at each start, and takes that away only when the process ends by
 * itself: one that is killed would leave it behind each time. Once it is loaded nobody needs the name any more.
 */
final class UnpackedLibrary {

    private static final Logger LOG = Logger.getLogger(UnpackedLibrary.class);
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Pattern FILE = Pattern.compile("(?m) (/\\S*/libduckdb_java\\d+\\.so)$");

    private UnpackedLibrary() {}

    /** Where the system does not say what is loaded, it stays until the end. */
    static void unlink() {
        if (!Files.exists(MAPS)) {
            return;
        }
        try {
            for (var found :
                    FILE.matcher(Files.readString(MAPS, ISO_8859_1)).results().toList()) {
                Files.deleteIfExists(Path.of(found.group(1)));
            }
        } catch (IOException e) {
            LOG.debugf("The library of DuckDB stays where it was unpacked: %s", e.getMessage());
        }
    }
}
