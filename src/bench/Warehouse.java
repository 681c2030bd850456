import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A month of events of many people, in the file that the app has made for its warehouse, and has closed: day after day, from phones that send
 * twenty at a time, as the README tells them to. Each person is of one of thirty countries.
 *
 * <p>Run by {@code src/bench/run warehouse}: FILE EVENTS PEOPLE.
 */
class Warehouse {

    public static void main(String[] arguments) throws SQLException {
        var events = Long.parseLong(arguments[1]);
        var people = Long.parseLong(arguments[2]);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[0]);
                var statement = connection.createStatement()) {
            statement.execute("""
                insert into events (event_id, name, version, source, class, day, occurred_at, received_at, claimed_at, person,
                  installation_id, session_id, country, language, platform, app_version, network, dub_id, watched_ms, length_ms, context,
                  properties)
                select gen_random_uuid(), 'play_ended', 2, 'client', 'product', cast(moment as date), moment, moment, moment, someone, someone, someone,
                  chr(65 + cast(who %% 10 as integer)) || chr(65 + cast(who %% 6 as integer)), 'en', 'ios', '4.2.0', '203.0.113.0/24', dub,
                  who %% 15000, 10000, '{}', '{"dub_id":"' || dub || '","feed":"for-you","watched_ms":' || who %% 15000 || '}'
                from (
                  select timestamp '2026-01-01' + to_microseconds(cast(n * (30.0 * 86400000000 / %1$d) as bigint)) as moment,
                    '00000000-0000-7000-8000-' || lpad(cast(who as varchar), 12, '0') as someone, who,
                    cast('00000000-0000-7000-9000-' || lpad(cast(n %% 10007 as varchar), 12, '0') as uuid) as dub
                  from (select n, n // 20 * 2654435761 %% %2$d as who from range(%1$d) all_of_them (n)) numbered) made\
                """.formatted(events, people));
            statement.execute("checkpoint");
        }
    }
}
