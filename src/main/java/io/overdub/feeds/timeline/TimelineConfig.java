package io.overdub.feeds.timeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Who keeps home timelines. */
@ConfigMapping(prefix = "feeds.timeline")
interface TimelineConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    /**
     * With {@code built-in}: dubs of authors with more followers than this are not brought onto timelines but merged in when somebody
     * reads. Such an author becomes an ordinary one again below four fifths of it.
     */
    @WithDefault("100000")
    int fanOutLimit();

    Optional<Stream> stream();

    /** Hears all that the adapter hears and is compared with it, before it takes over. */
    Optional<Adapter> shadow();

    /** Of so many first pages one is compared. */
    @WithDefault("100")
    int shadowEvery();

    enum Adapter {
        BUILT_IN,
        STREAM
    }

    /** An application at getstream.io with the feed groups {@code user} and {@code timeline}, both flat. */
    interface Stream {

        Version version();

        /** Such as {@code https://dublin-api.stream-io-api.com/api/v1.0} for v2, {@code https://chat.stream-io-api.com} for v3. */
        URI url();

        String key();

        String secret();

        /** How many of an author's dubs come along when somebody follows them: from 0 to 1,000; 300 unless said. */
        OptionalInt copyLimit();

        /**
         * What Stream lets the application do in a minute: reads, writes and follows, each, by all processes together; 1,000 unless said.
         */
        OptionalInt callsPerMinute();

        /** For so long is the first page of a reader not asked for again; 5 seconds unless said. */
        Optional<Duration> firstPageLife();

        /**
         * Who ranks {@code home?order=ranked}: the name of a ranking method that the dashboard knows for {@code timeline} (v2), or of a feed
         * view (v3). Absent: the formula {@code home} of this application does.
         */
        Optional<String> ranking();

        enum Version {
            V2,
            V3
        }
    }
}
