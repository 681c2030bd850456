package io.overdub.edge;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Effects that only a commit makes true. */
@Singleton
class TestEffects {

    private final DataSource database;

    TestEffects(DataSource database) {
        this.database = database;
    }

    void create(@Observes StartupEvent event) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists edge.test_effect (name text not null)");
        }
    }

    void add(String name) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("insert into edge.test_effect (name) values (?)")) {
            statement.setString(1, name);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int count(String name) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select count(*) from edge.test_effect where name = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
