package io.overdub.analytics;

/** What counts as a play, a view and so on: the public definitions, and the same in SQL, such as both warehouses understand. */
final class Views {

    static final String PLAY = "A dub began to play, or a quote. Counted once for each event.";

    static final String VIEW =
            "Somebody else than its author watched a dub that we showed them for at least 3 seconds, or for half of it"
                    + " where that is less. That we showed it, whose it is and how long it takes is what the context"
                    + " says that came with it, and that the event has to bring along. Counted once for each person, dub"
                    + " and half hour of the clock (UTC). Nobody watches longer than a dub lasts times twenty: such"
                    + " events count for nothing. Nor do events with a context that was made up, or given to somebody"
                    + " else: that holds for plays, completion and shares too, and for events of accounts that are"
                    + " limited.";

    static final String RETENTION =
            "Of those whom we showed a dub and who let it play, once for each person, dub and half hour, the part that was"
                    + " still watching after a tenth of it, two tenths, and so on to the end.";

    static final String SOURCE =
            "Where we showed a dub that was viewed: a feed, or profile, search, inbox and the like.";

    static final String FOLLOWERS_GAINED =
            "Different people who began to follow somebody, whether they still do or not; without those who opted out of"
                    + " being counted.";

    static final String COMPLETION = "The part of the views of a dub that reached its end, from 0 to 1.";

    static final String SHARE =
            "Somebody gave a dub to another app. Counted once for each person, dub and half hour of the clock (UTC).";

    private static final String HALF_HOUR =
            "extract(hour from occurred_at) * 2 + case when extract(minute from occurred_at) < 30 then 0 else 1 end";

    private static final String COUNTS = " and source = 'client' and not coalesce(doubtful, false)";

    /** One row for each time that a dub of somebody else was watched, however shortly. */
    static final String WATCHED = watched("");

    /** One row a view. */
    static final String QUERY = watched(" and watched_ms >= least(3000, length_ms / 2)");
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

    private static String watched(String enough) {
        return """
        select day, dub_id, person, %s as half_hour, max(author_id) as author_id, min(country) as country, min(feed) as source,
          max(watched_ms * 1.0 / length_ms) as part, max(case when watched_ms >= length_ms then 1 else 0 end) as finished,
          min(received_at) as first_heard_at
        from events
        where name = 'play_ended'%s and person is not null and dub_id is not null and feed is not null and author_id is not null
          and (account_id is null or author_id <> account_id) and watched_ms <= 20 * length_ms%s
        group by 1, 2, 3, 4\
        """.formatted(HALF_HOUR, COUNTS, enough);
    }

    private Views() {}
}
