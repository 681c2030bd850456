package io.overdub.analytics;

import static java.util.stream.Collectors.joining;

import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;

/**
 * The figures that the team looks at every day. A person is an account, or an installation where nobody has signed in: what it told before
 * its only account did is of that account, and of an installation with several nobody knows. A day is one of UTC. Doubtful events count in no
 * figure but installs. Nothing in the text of a question comes from outside but days and numbers. Each is in words that DuckDB and BigQuery
 * share.
 */
@Singleton
class Figures {

    private static final int MOST_ROWS = 10_000;
    private static final String OF_PEOPLE =
            " and source = 'client' and person is not null and not coalesce(doubtful, false)";

    private final Enquiries enquiries;

    Figures(Enquiries enquiries) {
        this.enquiries = enquiries;
    }

    /** Who was there on a day counts from it on, until they come again: so nobody is looked at once for each day that they count on. */
    Figure actives(LocalDate from, LocalDate to) {
        return figure(
                "Different people with at least one event: on the day, in the 7 days and in the 30 days that end with"
                        + " it",
                """
                with %s,
                spans as (
                  select day, lead(day) over (partition by person order by day) as next_day
                  from (select distinct day, person from told where day > date '%s' - 30) days),
                counts as (select day, next_day, count(*) as people from spans group by day, next_day)
                select d.day,
                  sum(case when c.day = d.day then c.people else 0 end) as daily,
                  sum(case when c.day > d.day - 7 then c.people else 0 end) as weekly,
                  sum(c.people) as monthly
                from (select distinct day from counts where %s) d
                join counts c on c.day <= d.day and c.day > d.day - 30 and (c.next_day is null or c.next_day > d.day)
                group by d.day order by d.day\
                """.formatted(told(to), from, between(from, to)));
    }

    Figure growth(LocalDate from, LocalDate to) {
        return figure(
                "By country: different people with at least one event, and those among them whose first event ever is"
                        + " of these days",
                """
                with %s
                select coalesce(e.country, '') as country, count(distinct e.person) as people,
                  count(distinct case when f.first_day >= date '%s' then e.person end) as new_people
                from told e join (select person, min(day) as first_day from told group by person) f on f.person = e.person
                where e.day >= date '%s'
                group by 1 order by people desc, country limit 300\
                """.formatted(told(to), from, from));
    }

    Figure installs(LocalDate from, LocalDate to) {
        return figure(
                "By day and platform: installations that said that the app runs for the first time",
                """
                select day, coalesce(platform, '') as platform, count(distinct installation_id) as installs
                from events where name = 'app_installed' and %s group by 1, 2 order by 1, 2\
                """.formatted(between(from, to)));
    }

    /** From the Monday on, on or before the first day: else the first week would lack some of its people. */
    Figure retention(LocalDate from, LocalDate to) {
        var first = from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return figure(
                "By week (from Monday on) of the first event ever: how many people there are, and how many of them came"
                        + " back in each week after it",
                """
                with %s,
                weeks as (%s)
                select born.monday as cohort, back.number - born.number as week, count(distinct e.person) as people
                from (select person, min(day) as first_day from told group by person) f
                join (select distinct person, day from told where day >= date '%s') e on e.person = f.person
                join weeks born on f.first_day between born.monday and born.sunday
                join weeks back on e.day between back.monday and back.sunday
                group by 1, 2 order by 1, 2\
                """.formatted(told(to), weeks(first, to), first));
    }

    /** Written out: no two engines cut dates into weeks in the same words. */
    private static String weeks(LocalDate first, LocalDate to) {
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
                with %s,
                previewed as (%s),
                filmed as (%s),
                published as (%s),
                shared as (%s)
                select 1 as step, 'previewed' as name, count(*) as people from previewed
                union all select 2, 'filmed', count(*) from filmed
                union all select 3, 'published', count(*) from published
                union all select 4, 'shared', count(*) from shared
                order by step\
                """.formatted(
                                told(to),
                                step("quote_previewed", from, ""),
                                step("film_started", from, "previewed"),
                                step("dub_published", from, "filmed"),
                                step("dub_shared", from, "published")));
    }

    /** @param before who did that after the first time that they had come as far; empty for the first step */
    private static String step(String name, LocalDate from, String before) {
        var first = before.isEmpty();
        return "select told.person, min(told.occurred_at) as since from told"
                + (first ? "" : " join " + before + " on told.person = " + before + ".person")
                + " where told.name = '" + name + "' and told.day >= date '" + from + "'"
                + (first ? "" : " and told.occurred_at >= " + before + ".since")
                + " group by told.person";
    }

    Figure topQuotes(LocalDate from, LocalDate to, int limit) {
        return figure(
                "Quotes by different people who listened to them, with those who filmed and who published",
                """
                with %s
                select quote_id,
                  count(distinct case when name = 'quote_previewed' then person end) as listeners,
                  count(distinct case when name = 'film_started' then person end) as filmers,
                  count(distinct case when name = 'dub_published' then person end) as publishers
                from told
                where quote_id is not null and name in ('quote_previewed', 'film_started', 'dub_published') and %s
                group by quote_id order by listeners desc, filmers desc, quote_id limit %d\
                """.formatted(told(to), between(from, to), limit));
    }

    Figure watching(LocalDate from, LocalDate to) {
        return figure(
                "By day: plays, views (as /v1/meta/metrics defines them), different people who watched,"
                        + " and the part of a dub that was watched on average",
                """
                with %s
                select p.day, p.plays, coalesce(v.views, 0) as views, p.people, p.part_watched from (
                  select day, count(case when name = 'play_started' then 1 end) as plays, count(distinct person) as people,
                    round(avg(case when name = 'play_ended' and length_ms > 0 then least(1.0, watched_ms * 1.0 / length_ms) end), 3)
                      as part_watched
                  from told where name in ('play_started', 'play_ended') and %s group by day) p
                left join (
                  select day, count(*) as views from (%s) honest where %s group by day) v on v.day = p.day
                order by p.day\
                """.formatted(told(to), between(from, to), Views.QUERY, between(from, to)));
    }

    /** What people told until then, with who they are. */
    private static String told(LocalDate to) {
        return """
            owners as (
              select installation_id, min(person) as person from events
              where account_id is not null and installation_id is not null and day <= date '%1$s'%2$s
              group by installation_id having min(person) = max(person)),
            told as (
              select e.day, e.occurred_at, e.name, e.country, e.quote_id, e.watched_ms, e.length_ms, coalesce(o.person, e.person) as person
              from (select * from events where day <= date '%1$s'%2$s) e
              left join owners o on e.account_id is null and o.installation_id = e.installation_id)\
            """.formatted(to, OF_PEOPLE);
    }

    private Figure figure(String definition, String sql) {
        var answer = enquiries.ask(sql, MOST_ROWS);
        return new Figure(definition, sql, answer.columns(), answer.rows(), answer.complete());
    }

    private static String between(LocalDate from, LocalDate to) {
        return "day between date '" + from + "' and date '" + to + "'";
    }
}
