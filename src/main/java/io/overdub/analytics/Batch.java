package io.overdub.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** @param sentAt by the clock of the device */
record Batch(Instant sentAt, List<JsonNode> events) {}
