package io.overdub.feeds.trends;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody has taken to an item.
 *
 * @param cause the dub by which they said so
 * @param network the address range that they were last seen in; empty when nobody knows, which is a range like any other
 * @param weight more than 0, at most 1
 * @param at by the server's clock
 */
public record Vote(UUID item, UUID voter, UUID cause, String network, double weight, Instant at) {}
