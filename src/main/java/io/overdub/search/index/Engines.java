package io.overdub.search.index;

import java.util.Optional;

/**
 * The engines that there are.
 *
 * @param index answers people and hears of every change, for all of them
 * @param internal answers staff
 * @param shadow what was seen of it; empty where there is none
 * @param backlog what still has to reach the shadow
 */
record Engines(SearchIndex index, SearchIndex internal, Optional<Comparisons> shadow, Optional<Backlog> backlog) {}
