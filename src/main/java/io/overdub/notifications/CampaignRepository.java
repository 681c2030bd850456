package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import io.overdub.notifications.push.Platform;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Campaigns, and who is their audience. */
@Singleton
class CampaignRepository {

    private static final String TABLE = "notifications.campaign";
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final int LONGEST = 1_000;
    private static final int MOST = 300;

    private static final String ROWS = """
            select id, name, platforms, countries, languages, tags, min_build, max_build, active_days, fallback, link,
              canary_percent, author, approved_by, starts_at, local_time, created_at, number_names, number_values::text[]
            from notifications.campaign""";

    /** Whether device d is in the audience of campaign %1$s; its argument is now. */
    private static final String MATCH = """
            d.dead_at is null
            and (cardinality(%1$s.platforms) = 0 or d.platform = any(%1$s.platforms))
            and (cardinality(%1$s.countries) = 0 or d.country = any(%1$s.countries))
            and (cardinality(%1$s.languages) = 0 or d.language = any(%1$s.languages)
              or exists (select 1 from unnest(%1$s.languages) l where starts_with(d.language, l || '-')))
            and (cardinality(%1$s.tags) = 0 or d.tags @> %1$s.tags)
            and d.build between coalesce(%1$s.min_build, 1) and coalesce(%1$s.max_build, 2147483647)
            and (%1$s.active_days is null or d.seen_at >= ?::timestamptz - make_interval(days => %1$s.active_days))""";

    private static final String AUDIENCE =
            " from notifications.campaign c join notifications.device d on " + MATCH.formatted("c") + " where c.id = ?";

    private static final String SHARE =
            " and get_byte(uuid_send(d.id), 14) * 256 + get_byte(uuid_send(d.id), 15) between ? and ? - 1";

    private final Sql sql;
    private final CampaignConfig config;

    CampaignRepository(Sql sql, CampaignConfig config) {
        this.sql = sql;
        this.config = config;
    }

    static <T> List<T> orNone(@Nullable List<T> some) {
        return some == null ? List.of() : some;
    }

    /** Those who schedule wait for each other, lest two campaigns overlap unseen. */
    void lock() {
        sql.one("select pg_advisory_xact_lock(40) is null", row -> row.getBoolean(1));
    }

    void add(Campaign campaign) {
        var audience = campaign.audience();
        sql.update(
                """
                insert into notifications.campaign (id, name, platforms, countries, languages, tags, min_build, max_build,
                  active_days, fallback, link, canary_percent, author, created_at, number_names, number_values)
                values (?, ?, ?::text[], ?::text[], ?::text[], ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::bigint[])""",
                campaign.id(),
                campaign.name(),
                orNone(audience.platforms()).stream().map(Platform::stored).toList(),
                orNone(audience.countries()),
                orNone(audience.languages()),
                orNone(audience.tags()),
                audience.minBuild(),
                audience.maxBuild(),
                audience.activeDays(),
                campaign.fallback(),
                campaign.link(),
                campaign.canaryPercent(),
                campaign.author(),
                campaign.createdAt(),
                List.copyOf(campaign.numbers().keySet()),
                List.copyOf(campaign.numbers().values()));
        sql.update(
                """
                insert into notifications.campaign_text (campaign_id, language, title, body)
                select ?, language, title, body from unnest(?::text[], ?::text[], ?::text[]) t (language, title, body)""",
                campaign.id(),
                campaign.texts().stream().map(Campaign.Text::language).toList(),
                campaign.texts().stream().map(Campaign.Text::title).toList(),
                campaign.texts().stream().map(Campaign.Text::body).toList());
    }

    /** Those that no device has. */
    List<String> unknown(List<String> tags) {
        return sql.list("""
                select tag from unnest(?::text[]) w (tag)
                where not exists (select 1 from notifications.device where tags @> array[w.tag])""", row -> row.getString(1), tags);
    }

    Optional<Campaign> find(UUID id) {
        return find(List.of(id)).stream().findFirst();
    }

    List<Campaign> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : withTexts(sql.readable(TABLE, ROWS + " where id = any(?::uuid[])", CampaignRepository::row, ids));
    }

    Stretch<Campaign> newest(@Nullable UUID before, int limit) {
        return sql.stretch(
                TABLE,
                limit,
                ROWS + " where id < ? order by id desc limit ?",
                CampaignRepository::row,
                before == null ? NEWEST : before);
    }

    List<Campaign> withTexts(List<Campaign> campaigns) {
        var texts = texts(campaigns.stream().map(Campaign::id).toList());
        return campaigns.stream()
                .map(campaign -> campaign.with(texts.getOrDefault(campaign.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Campaign.Text>> texts(List<UUID> ids) {
        var texts = new HashMap<UUID, List<Campaign.Text>>();
        sql.list(
                        """
                        select campaign_id, language, title, body from notifications.campaign_text
                        where campaign_id = any(?::uuid[]) order by language""",
                        row -> Map.entry(
                                Sql.uuid(row, 1),
                                new Campaign.Text(
                                        Sql.text(row, 2, LONGEST),
                                        Sql.text(row, 3, LONGEST),
                                        Sql.text(row, 4, LONGEST))),
                        ids)
                .forEach(text -> texts.computeIfAbsent(text.getKey(), id -> new ArrayList<>())
                        .add(text.getValue()));
        return texts;
    }

    /** @param before whose approval counts no more; unless it was renewed meanwhile */
    void approve(UUID id, @Nullable UUID before, AccountId by) {
        sql.update(
                "update notifications.campaign set approved_by = ? where id = ? and approved_by is not distinct from ?::uuid",
                by.value(),
                id,
                before);
    }

    void schedule(UUID id, Instant startsAt, @Nullable String localTime) {
        sql.update(
                "update notifications.campaign set starts_at = ?, local_time = ? where id = ?",
                startsAt,
                localTime,
                id);
    }

    /** How many devices are in the audience now. */
    long reach(UUID id, Instant now) {
        return sql.one("select count(*)" + AUDIENCE, row -> row.getLong(1), now, id);
    }

    /** The time zones that they live in. */
    List<String> zones(UUID id, Instant now) {
        return sql.list("select distinct d.time_zone" + AUDIENCE, row -> row.getString(1), now, id);
    }

    /**
     * Whether another campaign that is not over, and begins at most an hour after this one, goes to a device of this one. When one that was
     * handed over is over is not known here: an hour after it began.
     */
    boolean overlaps(UUID id, Instant now, Instant startsAt) {
        return sql.one(
                """
                select exists (select 1 from notifications.campaign o
                  where o.id <> ? and o.starts_at < ?::timestamptz + interval '1 hour'
                    and (exists (select 1 from notifications.broadcast b where b.id = o.id and b.state in ('running', 'paused'))
                      or o.starts_at > ?::timestamptz - interval '1 hour' and exists (
                        select 1 from notifications.handover h where h.campaign_id = o.id and h.state <> 'refused'))
                    and exists (select 1 from notifications.campaign c join notifications.device d
                      on (""" + MATCH.formatted("c") + ") where c.id = ? and " + MATCH.formatted("o") + "))",
                row -> row.getBoolean(1),
                id,
                startsAt,
                startsAt,
                now,
                id,
                now);
    }

    /**
     * The next devices of a leg among the next stretch of all, in the order of their ids, and the last device that was looked at; none when
     * there are no more. Were it not for the stretch, PostgreSQL would read all devices for each answer: it cannot know how many are in the
     * audience. In one statement, so that what is registered meanwhile stands behind the end, or was looked at.
     */
    Stretch<UUID> next(Leg leg, int limit, Instant now) {
        return sql.one(
                """
                with found as materialized (
                  select array(
                    select d.id from notifications.campaign c
                    join (select * from notifications.device where id > ? order by id limit ?) d on\s""" + MATCH.formatted("c") + " where c.id = ?" + SHARE + """
                     and (?::text[] is null or d.time_zone = any(?::text[])) order by d.id limit ?) ids)
                select ids, case when cardinality(ids) = ? then ids[cardinality(ids)] else (
                  select id from (select id from notifications.device where id > ? order by id limit ?) stretch
                  order by id desc limit 1) end
                from found""",
                CampaignRepository::stretch,
                leg.reached(),
                config.stretch(),
                now,
                leg.broadcast(),
                leg.shareFrom(),
                leg.shareUntil(),
                leg.zones(),
                leg.zones(),
                limit,
                limit,
                leg.reached(),
                config.stretch());
    }

    private static Stretch<UUID> stretch(ResultSet row) throws SQLException {
        var end = row.getObject(2, UUID.class);
        return new Stretch<>(ParcelRepository.ids(row, 1), end, end == null);
    }

    /** How many a leg has still to go. */
    long left(Leg leg, Instant now) {
        return sql.one(
                "select count(*)" + AUDIENCE + SHARE
                        + " and (?::text[] is null or d.time_zone = any(?::text[])) and d.id > ?",
                row -> row.getLong(1),
                now,
                leg.broadcast(),
                leg.shareFrom(),
                leg.shareUntil(),
                leg.zones(),
                leg.zones(),
                leg.reached());
    }

    private static Map<String, Long> numbers(List<String> names, List<String> values) {
        return IntStream.range(0, names.size())
                .boxed()
                .collect(Collectors.toMap(names::get, place -> Long.valueOf(values.get(place))));
    }

    private static Campaign row(ResultSet row) throws SQLException {
        return new Campaign(
                Sql.uuid(row, 1),
                Sql.text(row, 2, LONGEST),
                new Campaign.Audience(
                        Sql.texts(row, 3, MOST, LONGEST).stream()
                                .map(Platform::fromStored)
                                .toList(),
                        Sql.texts(row, 4, MOST, LONGEST),
                        Sql.texts(row, 5, MOST, LONGEST),
                        Sql.texts(row, 6, MOST, LONGEST),
                        row.getObject(7, Integer.class),
                        row.getObject(8, Integer.class),
                        row.getObject(9, Integer.class)),
                List.of(),
                numbers(Sql.texts(row, 18, MOST, LONGEST), Sql.texts(row, 19, MOST, LONGEST)),
                Sql.text(row, 10, LONGEST),
                Sql.text(row, 11, LONGEST),
                row.getInt(12),
                Sql.uuid(row, 13),
                row.getObject(14, UUID.class),
                null,
                Sql.instantOrNull(row, 15),
                Sql.textOrNull(row, 16, LONGEST),
                Sql.instant(row, 17),
                null,
                null);
    }
}
