package io.overdub.analytics;

/** What counts as a view: the public definition, and the same in SQL. */
final class Views {

    static final String PLAY = "A dub began to play. Counted as often as it happens, once for each event.";

    static final String VIEW =
            "Somebody else than its author watched a dub for at least 3 seconds, or for half of it where that is less."
                    + " Counted once for each person, dub and half hour of the clock (UTC). Nobody watches longer than a"
                    + " dub lasts times twenty: such events count as plays only.";

    /** One row a view. */
    static final String QUERY = """
        select day, dub_id, author_id, person, min(country) as country, floor(epoch(occurred_at) / 1800) as half_hour
        from events
        where name = 'play_ended' and source = 'client' and person is not null and dub_id is not null
          and (author_id is null or account_id is null or author_id <> account_id)
          and watched_ms >= least(3000, coalesce(cast(properties->>'length_ms' as bigint), 6000) / 2)
          and watched_ms <= 20 * coalesce(cast(properties->>'length_ms' as bigint), 60000)
        group by day, dub_id, author_id, person, half_hour\
        """;

    private Views() {}
}
