package io.overdub.analytics;

/** What counts as a play, a view and so on: the public definitions, and the same in SQL, such as both warehouses understand. */
final class Views {

    static final String PLAY = "A dub began to play, or a quote. Counted once for each event.";

    static final String VIEW =
            "Somebody else than its author watched a dub for at least 3 seconds, or for half of it where that is less."
                    + " Whose dub it is, is what the app says: an event that names no author, or comes of nobody who has"
                    + " signed in, is taken for somebody else's."
                    + " Counted once for each person, dub and half hour of the clock (UTC). Nobody watches longer than a"
                    + " dub lasts times twenty: such events count for nothing. Nor do events with a context that no feed"
                    + " gave to whoever sent it: that holds for plays, completion and shares too, and for"
                    + " events of accounts that are limited.";

    static final String COMPLETION = "The part of the views of a dub that reached its end, from 0 to 1.";

    static final String SHARE =
            "Somebody gave a dub to another app. Counted once for each person, dub and half hour of the clock (UTC).";

    private static final String HALF_HOUR =
            "extract(hour from occurred_at) * 2 + case when extract(minute from occurred_at) < 30 then 0 else 1 end";

    private static final String COUNTS = " and source = 'client' and not coalesce(doubtful, false)";

    /** One row a view. */
    static final String QUERY = """
        select day, dub_id, person, %s as half_hour, max(author_id) as author_id, min(country) as country,
          max(case when watched_ms >= length_ms then 1 else 0 end) as finished, min(received_at) as first_heard_at
        from events
        where name = 'play_ended'%s and person is not null and dub_id is not null
          and (author_id is null or account_id is null or author_id <> account_id)
          and watched_ms >= least(3000, coalesce(length_ms, 6000) / 2)
          and watched_ms <= 20 * coalesce(length_ms, 60000)
        group by 1, 2, 3, 4\
        """.formatted(HALF_HOUR, COUNTS);

    /** One row a share. */
    static final String SHARES = """
        select day, dub_id, person, %s as half_hour, min(received_at) as first_heard_at
        from events where name = 'dub_shared'%s and person is not null and dub_id is not null
        group by 1, 2, 3, 4\
        """.formatted(HALF_HOUR, COUNTS);

    /** One row a play, of a dub or of a quote. */
    static final String PLAYS = """
        select day, case when name = 'play_started' then dub_id else quote_id end as item_id, received_at
        from events where name in ('play_started', 'quote_previewed')%s\
        """.formatted(COUNTS);

    private Views() {}
}
