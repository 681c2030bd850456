package io.overdub.analytics;

import static java.util.stream.Collectors.joining;

import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;

/**
 * The figures that the team looks at every day. A person is an account, or an installation where nobody has signed in; a day is one of UTC.
 * Nothing in the text of a question comes from outside but days and numbers. Each is in words that DuckDB and BigQuery share.
 */
@Singleton
class Figures {

    private static final int MOST_ROWS = 10_000;
    private static final String OF_PEOPLE = " and source = 'client' and person is not null";

    private final Enquiries enquiries;

    Figures(Enquiries enquiries) {
        this.enquiries = enquiries;
    }

    Figure actives(LocalDate from, LocalDate to) {
        return figure(
                "Different people with at least one event: on the day, in the 7 days and in the 30 days that end with"
                        + " it",
                """
                select d.day,
                  count(distinct case when e.day = d.day then e.person end) as daily,
                  count(distinct case when e.day > d.day - 7 then e.person end) as weekly,
                  count(distinct e.person) as monthly
                from (select distinct day from events where %s) d
                join (select distinct day, person from events where day > date '%s' - 30 and day <= date '%s'%s) e
                  on e.day <= d.day and e.day > d.day - 30
                group by d.day order by d.day\
                """.formatted(between(from, to), from, to, OF_PEOPLE));
    }

    Figure growth(LocalDate from, LocalDate to) {
        return figure(
                "By country: different people with at least one event, and those among them whose first event ever is"
                        + " of these days",
                """
                select coalesce(e.country, '') as country, count(distinct e.person) as people,
                  count(distinct case when f.first_day >= date '%s' then e.person end) as new_people
                from events e
                join (select person, min(day) as first_day from events where day <= date '%s'%s group by person) f on f.person = e.person
                where e.day between date '%s' and date '%s' and e.source = 'client'
                group by 1 order by people desc, country limit 300\
                """.formatted(from, to, OF_PEOPLE, from, to));
    }

    Figure installs(LocalDate from, LocalDate to) {
        return figure(
                "By day and platform: installations that said that the app runs for the first time",
                """
                select day, coalesce(platform, '') as platform, count(distinct installation_id) as installs
                from events where name = 'app_installed' and %s group by 1, 2 order by 1, 2\
                """.formatted(between(from, to)));
    }

    Figure retention(LocalDate from, LocalDate to) {
        return figure(
                "By week (from Monday on) of the first event ever: how many people there are, and how many of them came"
                        + " back in each week after it",
                """
                with weeks as (%s)
                select born.monday as cohort, back.number - born.number as week, count(distinct e.person) as people
                from (select person, min(day) as first_day from events where day <= date '%s'%s group by person) f
                join (select distinct person, day from events where %s%s) e on e.person = f.person
                join weeks born on f.first_day between born.monday and born.sunday
                join weeks back on e.day between back.monday and back.sunday
                where f.first_day >= date '%s'
                group by 1, 2 order by 1, 2\
                """.formatted(weeks(from, to), to, OF_PEOPLE, between(from, to), OF_PEOPLE, from));
    }

    /** Written out: no two engines cut dates into weeks in the same words. */
    private static String weeks(LocalDate from, LocalDate to) {
        var first = from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return Stream.iterate(first, monday -> !monday.isAfter(to), monday -> monday.plusWeeks(1))
                .map(monday -> "select " + ChronoUnit.WEEKS.between(first, monday) + " as number, date '" + monday
                        + "' as monday, date '" + monday.plusDays(6) + "' as sunday")
                .collect(joining(" union all "));
    }

    Figure funnel(LocalDate from, LocalDate to) {
        return figure(
                "Different people who listened to a quote, of those who then began to film, of those who then"
                        + " published, of those who then shared",
                """
                with told as (
                  select person, name, occurred_at from events
                  where name in ('quote_previewed', 'film_started', 'dub_published', 'dub_shared') and %s%s),
                previewed as (select person, min(occurred_at) as since from told where name = 'quote_previewed' group by person),
                filmed as (%s),
                published as (%s),
                shared as (%s)
                select 1 as step, 'previewed' as name, count(*) as people from previewed
                union all select 2, 'filmed', count(*) from filmed
                union all select 3, 'published', count(*) from published
                union all select 4, 'shared', count(*) from shared
                order by step\
                """.formatted(
                                between(from, to),
                                OF_PEOPLE,
                                step("film_started", "previewed"),
                                step("dub_published", "filmed"),
                                step("dub_shared", "published")));
    }

    /** Who did that after the first time that they had come as far as the step before. */
    private static String step(String name, String before) {
        return "select told.person, min(told.occurred_at) as since from told join " + before + " on told.person = "
                + before + ".person where told.name = '" + name + "' and told.occurred_at >= " + before
                + ".since group by told.person";
    }

    Figure topQuotes(LocalDate from, LocalDate to, int limit) {
        return figure(
                "Quotes by different people who listened to them, with those who filmed and who published",
                """
                select quote_id,
                  count(distinct case when name = 'quote_previewed' then person end) as listeners,
                  count(distinct case when name = 'film_started' then person end) as filmers,
                  count(distinct case when name = 'dub_published' then person end) as publishers
                from events
                where quote_id is not null and name in ('quote_previewed', 'film_started', 'dub_published') and %s%s
                group by quote_id order by listeners desc, filmers desc, quote_id limit %d\
                """.formatted(between(from, to), OF_PEOPLE, limit));
    }

    Figure watching(LocalDate from, LocalDate to) {
        return figure(
                "By day: plays, views (as /v1/meta/metrics defines them), different people who watched,"
                        + " and the part of a dub that was watched on average",
                """
                select p.day, p.plays, coalesce(v.views, 0) as views, p.people, p.part_watched from (
                  select day, count(case when name = 'play_started' then 1 end) as plays, count(distinct person) as people,
                    round(avg(case when name = 'play_ended' and length_ms > 0 then least(1.0, watched_ms * 1.0 / length_ms) end), 3)
                      as part_watched
                  from events where name in ('play_started', 'play_ended') and not coalesce(doubtful, false) and %s%s group by day) p
                left join (
                  select day, count(*) as views from (%s) honest where %s group by day) v on v.day = p.day
                order by p.day\
                """.formatted(between(from, to), OF_PEOPLE, Views.QUERY, between(from, to)));
    }

    private Figure figure(String definition, String sql) {
        var answer = enquiries.ask(sql, MOST_ROWS);
        return new Figure(definition, sql, answer.columns(), answer.rows(), answer.complete());
    }

    private static String between(LocalDate from, LocalDate to) {
        return "day between date '" + from + "' and date '" + to + "'";
    }
}
