package io.overdub.search.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An application at Algolia. */
@ConfigMapping(prefix = "search.algolia")
interface AlgoliaConfig {

    Optional<String> appId();

    /** May search, browse, list indexes, add and delete objects and indexes, and see and edit settings. */
    Optional<String> apiKey();

    /** May only search: those of clients come of it. Without it clients search through us alone. */
    Optional<String> searchKey();

    /** How long a key of a client is good. */
    @WithDefault("1H")
    Duration clientKeyLife();

    /** The name of our index; the one that is being filled has {@code _tmp_} and a number behind it. */
    @WithDefault("overdub")
    String indexName();

    /** In place of Algolia's own: the first one is asked first. */
    Optional<List<URI>> hosts();

    /** Where events of Insights go: {@code https://insights.us.algolia.io} or {@code .de.}, where the application is of one region. */
    @WithDefault("https://insights.algolia.io")
    URI insights();

    /** Where tests of two ways to answer are made and read: {@code https://analytics.us.algolia.com} or {@code .de.} likewise. */
    @WithDefault("https://analytics.algolia.com")
    URI analytics();

    /** For a connection; twice as long at the second try, and so on. */
    @WithDefault("2S")
    Duration connectPatience();

    /** For an answer of one host. */
    @WithDefault("5S")
    Duration readPatience();

    /** For an answer to somebody who searches, of whichever host: then they are told that there is none. */
    @WithDefault("4S")
    Duration searchPatience();

    @WithDefault("30S")
    Duration writePatience();

    /** So long is waited until what was written counts. */
    @WithDefault("60S")
    Duration taskPatience();
}
