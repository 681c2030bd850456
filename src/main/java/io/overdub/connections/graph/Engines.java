package io.overdub.connections.graph;

import java.util.Optional;

/**
 * The engine that is believed, and the one that only hears of everything, if there is one.
 *
 * @param believed the name of the first
 */
record Engines(String believed, GraphEngine truth, Optional<GraphEngine> shadow) {}
