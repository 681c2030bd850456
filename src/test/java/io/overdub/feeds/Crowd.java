package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** More people than could sign up in a test, as rows: each of them seen in some network, and as old as it says. */
final class Crowd {

    private final DataSource database;
    private final Instant now;

    Crowd(DataSource database, Instant now) {
        this.database = database;
        this.now = now;
    }

    /** @param network of the person with this number */
    List<AccountId> signsUp(int count, Duration ago, NetworkOf network) {
        var people = new ArrayList<AccountId>();
        run(
                "insert into accounts.account (id, username, email, password_hash, display_name, biography, role, created_at)"
                        + " values (?, ?, ?, 'none', 'One of many', '', 'user', ?)",
                statement -> {
                    for (var i = 0; i < count; i++) {
                        var id = UUID.randomUUID();
                        people.add(new AccountId(id));
                        var name = "m" + id.toString().replace("-", "").substring(0, 20);
                        statement.setObject(1, id);
                        statement.setString(2, name);
                        statement.setString(3, name + "@people.test");
                        statement.setTimestamp(4, Timestamp.from(now.minus(ago)));
                        statement.addBatch();
                    }
                });
        run(
                "insert into accounts.session (id, account_id, salt, generation, created_at, rotated_at, last_used_at, expires_at,"
                        + " network, user_agent) values (?, ?, decode(repeat('00', 16), 'hex'), 0, ?, ?, ?, ?, ?, 'test')",
                statement -> {
                    for (var i = 0; i < count; i++) {
                        statement.setObject(1, UUID.randomUUID());
                        statement.setObject(2, people.get(i).value());
                        for (var time = 3; time <= 5; time++) {
                            statement.setTimestamp(time, Timestamp.from(now));
                        }
                        statement.setTimestamp(6, Timestamp.from(now.plus(Duration.ofDays(30))));
                        statement.setString(7, network.of(i));
                        statement.addBatch();
                    }
                });
        return people;
    }

    void likes(List<AccountId> people, DubId dub) {
        run("insert into dubs.dub_like (dub_id, account_id, created_at) values (?, ?, ?)", statement -> {
            for (var person : people) {
                statement.setObject(1, dub.value());
                statement.setObject(2, person.value());
                statement.setTimestamp(3, Timestamp.from(now));
                statement.addBatch();
            }
        });
    }

    void vanishes(AccountId person) {
        run("delete from accounts.account where id = ?", statement -> {
            statement.setObject(1, person.value());
            statement.addBatch();
        });
    }

    interface NetworkOf {
        String of(int number);
    }

    private interface Filling {
        void fill(PreparedStatement statement) throws SQLException;
    }

    private void run(String sql, Filling filling) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            filling.fill(statement);
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
