package io.overdub.connections.graph;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class SurveyRepository {

    private static final int SHOWN = 10;
    private static final int EXAMPLES = 20;

    private final Sql sql;

    SurveyRepository(Sql sql) {
        this.sql = sql;
    }

    void add(UUID id, boolean mends, Instant at) {
        sql.update("insert into connections.survey (id, mends, asked_at) values (?, ?, ?)", id, mends, at);
    }

    void found(UUID survey, Surveyor.Reached so, @Nullable Instant finished) {
        sql.update(
                "update connections.survey set accounts = ?, edges = ?, differences = ?, tallies = ?, finished_at = ?"
                        + " where id = ?",
                so.accounts(),
                so.edges(),
                so.differences(),
                so.tallies(),
                finished,
                survey);
    }

    void keep(UUID survey, Survey.Difference difference) {
        sql.update(
                "insert into connections.survey_difference (survey_id, list, of, edge, person) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                survey,
                difference.list().name(),
                difference.of(),
                difference.edge(),
                difference.person());
    }

    void drop(UUID survey, Survey.Difference difference) {
        sql.update(
                "delete from connections.survey_difference where survey_id = ? and list = ? and of = ? and edge = ?",
                survey,
                difference.list().name(),
                difference.of(),
                difference.edge());
    }

    List<Survey.Difference> differences(UUID survey, int limit) {
        return sql.list(
                "select list, of, edge, person from connections.survey_difference where survey_id = ?"
                        + " order by list, of, edge limit ?",
                row -> new Survey.Difference(
                        PeopleList.valueOf(row.getString(1)), Sql.uuid(row, 2), Sql.uuid(row, 3), Sql.uuid(row, 4)),
                survey,
                limit);
    }

    /** The newest first. */
    List<Survey> latest() {
        var some = sql.list(
                "select id, mends, asked_at, finished_at, accounts, edges, differences, tallies"
                        + " from connections.survey order by id desc limit " + SHOWN,
                row -> new Survey(
                        Sql.uuid(row, 1),
                        row.getBoolean(2),
                        Sql.instant(row, 3),
                        Sql.instantOrNull(row, 4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        List.of()));
        var examples = examples(some.stream().map(Survey::id).toList());
        return some.stream()
                .map(survey -> survey.with(examples.getOrDefault(survey.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Survey.Difference>> examples(List<UUID> surveys) {
        var examples = new HashMap<UUID, List<Survey.Difference>>();
        sql.list(
                        """
                        select survey_id, list, of, edge, person
                        from unnest(?::uuid[]) wanted cross join lateral (
                          select * from connections.survey_difference where survey_id = wanted order by list, of, edge limit ?) kept""",
                        row -> Map.entry(
                                Sql.uuid(row, 1),
                                new Survey.Difference(
                                        PeopleList.valueOf(row.getString(2)),
                                        Sql.uuid(row, 3),
                                        Sql.uuid(row, 4),
                                        Sql.uuid(row, 5))),
                        surveys,
                        EXAMPLES)
                .forEach(example -> examples.computeIfAbsent(example.getKey(), survey -> new ArrayList<>())
                        .add(example.getValue()));
        return examples;
    }
}
