package io.overdub.connections;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What was noted of people on the way. */
@Singleton
class ForgetRepository {

    private final Sql sql;

    ForgetRepository(Sql sql) {
        this.sql = sql;
    }

    long forget(UUID person) {
        return sql.update(
                        "delete from connections.untold_follow where follower_id = ? or followee_id = ?",
                        person,
                        person)
                + sql.update("delete from connections.uncopied_pair where one = ? or other = ?", person, person)
                + sql.update("delete from connections.survey_difference where of = ? or person = ?", person, person);
    }
}
