package io.overdub.analytics.warehouse;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

@Singleton
class WarehouseProducer {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final WarehouseConfig config;
    private final Clock clock;

    WarehouseProducer(WarehouseConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @Singleton
    @Startup
    Warehouse warehouse() {
        return switch (config.adapter()) {
            case DUCKDB -> duckdb(config.duckdb());
            case BIGQUERY -> bigquery(config.bigquery());
        };
    }

    private static Warehouse duckdb(WarehouseConfig.Duckdb settings) {
        var file = settings.file().orElse("");
        if (!file.isEmpty()) {
            try {
                Files.createDirectories(Path.of(file).toAbsolutePath().getParent());
            } catch (IOException e) {
                throw new UncheckedIOException("analytics.warehouse.duckdb.file", e);
            }
        }
        return new DuckRepository(file, settings.memory(), settings.threads());
    }

    private Warehouse bigquery(WarehouseConfig.Bigquery settings) {
        var http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        var account = required(settings.account(), "account");
        return new BigQueryWarehouse(
                http,
                new GoogleToken(http, clock, account),
                settings.endpoint(),
                required(settings.project(), "project"),
                required(settings.dataset(), "dataset"));
    }

    private static String required(Optional<String> setting, String name) {
        return setting.orElseThrow(() -> new IllegalStateException(
                "analytics.warehouse.adapter=bigquery needs analytics.warehouse.bigquery." + name));
    }

    void close(@Disposes Warehouse warehouse) {
        if (warehouse instanceof DuckRepository duck) {
            duck.close();
        }
    }
}
