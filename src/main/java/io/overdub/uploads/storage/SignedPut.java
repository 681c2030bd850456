package io.overdub.uploads.storage;

import java.time.Instant;
import java.util.Map;

/**
 * A request that a phone may send, once, until it expires.
 *
 * @param headers exactly what must be sent, no more and no less, beside what every client sends (such as {@code host})
 */
public record SignedPut(String method, String url, Map<String, String> headers, Instant expiresAt) {}
