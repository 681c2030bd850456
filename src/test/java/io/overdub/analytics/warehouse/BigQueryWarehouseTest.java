package io.overdub.analytics.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.kernel.EngineAway;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BigQueryWarehouseTest extends WarehouseContract {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BigQueryServer server;
    private final Warehouse warehouse;

    BigQueryWarehouseTest() throws IOException {
        server = new BigQueryServer();
        warehouse = server.warehouse(Clock.systemUTC());
    }

    @AfterEach
    void the_server_has_nothing_to_complain_of() {
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    @Override
    Warehouse warehouse() {
        return warehouse;
    }

    @Override
    List<UUID> kept() {
        return server.kept();
    }

    @Test
    void a_row_that_is_invalid_takes_no_other_with_it() {
        var rows = new ArrayList<>(rows(20));
        var bad = row(UUID.randomUUID(), "{\"x\":\"INVALID\"}");
        rows.add(7, bad);

        var outcome = warehouse.load(rows);

        assertThat(outcome.refused()).extracting(Loaded.Refused::id).containsExactly(bad.id());
        assertThat(outcome.fresh()).isEqualTo(20);
        rows.remove(bad);
        assertThat(kept()).containsExactlyInAnyOrderElementsOf(ids(rows));
    }

    /** Whoever loads puts them into quarantine: they would come again for ever. */
    @Test
    void where_all_are_refused_by_a_table_that_is_whole_it_is_the_rows() {
        var rows =
                List.of(row(UUID.randomUUID(), "{\"x\":\"INVALID\"}"), row(UUID.randomUUID(), "{\"x\":\"INVALID\"}"));

        var outcome = warehouse.load(rows);

        assertThat(outcome.refused()).extracting(Loaded.Refused::id).containsExactlyElementsOf(ids(rows));
        assertThat(outcome.fresh()).isZero();
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_table_of_an_older_version_gets_its_new_columns_and_no_row_is_given_up() {
        server.lacks("length_ms", "feed", "place", "formula", "formula_version", "doubtful");
        server.hasToo("somebody_elses");
        var rows = rows(5);

        assertThatThrownBy(() -> warehouse.load(rows)).isInstanceOf(EngineAway.class);

        assertThat(server.columns()).contains("length_ms", "doubtful", "somebody_elses");
        assertThat(warehouse.load(rows)).isEqualTo(new Loaded(5, 0, List.of()));
    }

    /** Those who insert hear of a new column after some minutes. */
    @Test
    void while_a_new_column_may_be_unknown_yet_no_row_is_given_up() {
        server.lacks("doubtful");
        var rows = rows(2);
        assertThatThrownBy(() -> warehouse.load(rows)).isInstanceOf(EngineAway.class);
        var bad = row(UUID.randomUUID(), "{\"x\":\"INVALID\"}");

        assertThatThrownBy(() -> warehouse.load(List.of(bad))).isInstanceOf(EngineAway.class);
    }

    @Test
    void where_columns_may_not_be_added_the_rows_wait() {
        server.lacks("doubtful");
        server.forbidsChanges();
        var rows = rows(2);

        for (var attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> warehouse.load(rows)).isInstanceOf(EngineAway.class);
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_load_goes_in_five_hundred_rows_at_a_time() {
        warehouse.load(rows(1_100));

        assertThat(server.insertions()).containsExactly(500, 500, 100);
        assertThat(kept()).hasSize(1_100);
    }

    @Test
    void rows_that_went_in_without_an_answer_are_in_it_once_when_they_come_again() {
        var rows = rows(10);
        server.befalls(BigQueryServer.Fault.DOES_IT_AND_HANGS_UP);

        assertThatThrownBy(() -> warehouse.load(rows)).isInstanceOf(EngineAway.class);
        warehouse.load(rows);

        assertThat(kept()).containsExactlyInAnyOrderElementsOf(ids(rows));
    }

    @Test
    void rows_for_which_google_had_no_time_are_not_given_up() {
        var rows = rows(10);
        server.befalls(BigQueryServer.Fault.ROWS_TIME_OUT);

        assertThat(warehouse.load(rows)).isEqualTo(new Loaded(10, 0, List.of()));

        assertThat(kept()).containsExactlyInAnyOrderElementsOf(ids(rows));
    }

    @Test
    void who_is_over_quota_or_not_answered_keeps_the_rows() {
        var rows = rows(3);
        server.befalls(BigQueryServer.Fault.QUOTA, BigQueryServer.Fault.UNAVAILABLE, BigQueryServer.Fault.FORBIDDEN);

        for (var attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> warehouse.load(rows)).isInstanceOf(EngineAway.class);
        }

        assertThat(kept()).isEmpty();
        assertThat(warehouse.load(rows).fresh()).isEqualTo(3);
    }

    @Test
    void a_token_that_is_not_taken_any_more_is_fetched_anew() {
        warehouse.load(rows(1));
        server.befalls(BigQueryServer.Fault.TOKEN_EXPIRED);

        warehouse.load(rows(1));

        assertThat(kept()).hasSize(2);
    }

    @Test
    void what_is_too_large_goes_in_halves() {
        server.befalls(BigQueryServer.Fault.TOO_LARGE);

        assertThat(warehouse.load(rows(9)).fresh()).isEqualTo(9);

        assertThat(server.insertions()).containsExactly(4, 5);
    }

    @Test
    void tables_that_are_missing_are_made() {
        server.forgetTables();
        var rows = rows(2);

        assertThatThrownBy(() -> warehouse.load(rows)).isInstanceOf(EngineAway.class);
        assertThat(server.tables()).containsExactlyInAnyOrder("event_raw", "events", "event_daily");
        assertThat(warehouse.load(rows).fresh()).isEqualTo(2);
    }

    @Test
    void columns_are_typed() {
        var row = row(UUID.randomUUID(), "{\"a\":1}");
        warehouse.load(List.of(row));

        var kept = server.row(row.id());

        assertThat(kept.path("day").asText()).isEqualTo("2026-01-31");
        assertThat(kept.path("watched_ms").asLong()).isEqualTo(1_500);
        assertThat(kept.path("person").asText()).isEqualTo(row.installation());
        assertThat(kept.has("account_id")).isFalse();
        assertThat(kept.path("properties").asText()).isEqualTo("{\"a\":1}");
    }

    @Test
    void questions_are_answered_and_statements_are_not() {
        var patience = Duration.ofSeconds(10);

        assertThat(warehouse
                        .ask("select count(*) as n from events", 10, patience)
                        .rows())
                .hasSize(2)
                .first()
                .isEqualTo(List.of("0"));
        server.takesStatementsFor("DELETE");
        assertThatThrownBy(() -> warehouse.ask("delete from events where true", 10, patience))
                .isInstanceOf(QueryRefused.class);
    }

    @Test
    void a_question_that_would_read_too_much_is_refused_before_it_costs_anything() {
        var patience = Duration.ofSeconds(60);
        warehouse.ask("select count(*) as n from events", 10, patience);
        assertThat(server.billed())
                .as("should the plan be wrong")
                .isEqualTo(String.valueOf(BigQueryServer.MOST_BYTES_READ));

        server.findsThatQuestionsRead(BigQueryServer.MOST_BYTES_READ + 1);

        assertThatThrownBy(() -> warehouse.ask("select * from events", 10, patience))
                .isInstanceOf(QueryRefused.class)
                .hasMessageContaining("would read 1.0 TiB");
    }

    @Test
    void a_question_calls_no_routines() {
        server.findsRoutinesInQuestions();

        assertThatThrownBy(() -> warehouse.ask("select d.call(name) from events", 10, Duration.ofSeconds(60)))
                .isInstanceOfSatisfying(
                        QueryRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("query_forbidden"));
    }

    @Test
    void a_question_that_takes_long_is_looked_after_until_it_ends() {
        server.takesLong(2);

        assertThat(warehouse
                        .ask("select count(*) as n from events", 10, Duration.ofSeconds(60))
                        .rows())
                .hasSize(2);
        assertThat(server.wasCancelled()).isFalse();
    }

    @Test
    void a_question_that_nobody_wants_or_that_takes_too_long_is_stopped_there() {
        server.takesLong(1_000_000);

        assertThatThrownBy(() -> warehouse.ask("select 1", 1, Duration.ofSeconds(60), () -> true))
                .hasMessageContaining("wants no answer");
        assertThat(server.wasCancelled()).isTrue();
        assertThatThrownBy(() -> warehouse.ask("select 1", 1, Duration.ZERO)).hasMessageContaining("longer than");
    }

    @Test
    void people_are_forgotten_once_google_lets_rows_be_changed() {
        var account = UUID.randomUUID();
        server.keepsRowsInTheStreamingBuffer(true);
        assertThatThrownBy(() -> warehouse.erase(account, Set.of())).isInstanceOf(EngineAway.class);

        server.keepsRowsInTheStreamingBuffer(false);
        warehouse.erase(account, Set.of());

        assertThat(server.statements()).hasSize(5).allMatch(sql -> sql.contains("'" + account + "'"));
    }

    @Test
    void who_is_named_in_capitals_is_forgotten_too() {
        warehouse.erase(UUID.randomUUID(), Set.of());

        assertThat(server.statements())
                .filteredOn(sql -> sql.contains("strpos"))
                .hasSize(2)
                .allMatch(sql -> sql.contains("strpos(lower("));
        assertThat(server.statements())
                .filteredOn(sql -> sql.contains("replace("))
                .hasSize(1)
                .allMatch(sql -> sql.contains("regexp_replace(") && sql.contains("(?i)"));
    }

    @Test
    void what_their_apps_called_themselves_is_no_part_of_a_statement() {
        warehouse.erase(UUID.randomUUID(), Set.of("phone' or true --"));

        assertThat(server.parameters()).containsExactly(Map.of("installations", List.of("phone' or true --")));
        assertThat(server.statements()).hasSize(5).noneMatch(sql -> sql.contains("phone"));
    }

    @Test
    void a_day_is_exported_to_the_bucket() {
        warehouse.load(rows(3));

        assertThat(warehouse.export(LocalDate.parse("2026-01-31"))).hasValue(3);

        assertThat(server.statements().get(0))
                .startsWith("export data options (uri = 'gs://bucket/events/events-2026-01-31-*.parquet'");
    }

    @Test
    void when_google_is_down_nothing_is_lost() {
        server.close();

        assertThatThrownBy(() -> warehouse.load(rows(1))).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> warehouse.ask("select 1", 1, Duration.ofSeconds(1)))
                .isInstanceOf(EngineAway.class);
    }

    @Test
    void a_key_file_that_is_none_stops_the_boot_and_is_not_told() {
        assertThatThrownBy(() -> new GoogleToken(HTTP, Clock.systemUTC(), "{\"private_key\":\"hunter2\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
