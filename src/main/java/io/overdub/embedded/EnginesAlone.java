package io.overdub.embedded;

import java.nio.file.Path;

/**
 * The engines without the app, for one that runs beside them: an app whose package leaves their libraries out. Prints the settings
 * that lead to them, as variables in single quotes and then an empty line, and stays until it is told to stop.
 */
final class EnginesAlone {

    private static final String BUCKET = "overdub-media";

    private EnginesAlone() {}

    /** @param arguments the folder that keeps their data */
    public static void main(String[] arguments) {
        var settings = EngineSettings.kept(Path.of(arguments[0]), true, BUCKET);
        say("QUARKUS_DATASOURCE_JDBC_URL", EngineRoom.address(EmbeddedConfigSource.JDBC_URL, settings));
        say("QUARKUS_REDIS_HOSTS", EngineRoom.address(EmbeddedConfigSource.REDIS_HOSTS, settings));
        say("QUARKUS_S3_ENDPOINT_OVERRIDE", EngineRoom.address(EmbeddedConfigSource.S3_ENDPOINT, settings));
        say("AWS_ACCESS_KEY_ID", EngineRoom.secret(EmbeddedConfigSource.S3_ACCESS_KEY, settings));
        say("AWS_SECRET_ACCESS_KEY", EngineRoom.secret(EmbeddedConfigSource.S3_SECRET_KEY, settings));
        say("UPLOADS_STORAGE_BUCKET", BUCKET);
        say("OVERDUB_SECRET", EngineRoom.secret(EmbeddedConfigSource.PROCESS_SECRET, settings));
        say("ACCOUNTS_TOKENS_KEYS", EngineRoom.secret(EmbeddedConfigSource.TOKEN_KEYS, settings));
        System.out.println();
    }

    private static void say(String variable, String value) {
        System.out.println(variable + "='" + value + "'");
    }
}
