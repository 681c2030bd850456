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

    private Warehouse duckdb(WarehouseConfig.Duckdb settings) {
        var file = settings.file().orElse("");
        var export = config.export().map(directory -> Path.of(directory).toAbsolutePath());
        try {
            if (!file.isEmpty()) {
                Files.createDirectories(Path.of(file).toAbsolutePath().getParent());
            }
            if (export.isPresent()) {
                Files.createDirectories(export.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("analytics.warehouse: a directory cannot be made", e);
        }
        return new DuckRepository(file, settings.memory(), settings.threads(), settings.spill(), export.orElse(null));
    }

    private Warehouse bigquery(WarehouseConfig.Bigquery settings) {
        var http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        var account = required(settings.account(), "account");
        return new BigQueryWarehouse(
                http,
                new GoogleToken(http, clock, account),
                settings.endpoint(),
                required(settings.project(), "project"),
                required(settings.dataset(), "dataset"),
                config.export().orElse(null),
                settings.mostBytes());
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
