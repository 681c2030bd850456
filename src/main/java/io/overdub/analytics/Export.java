package io.overdub.analytics;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A day in Parquet.
 *
 * @param events how many there are in the file
 */
@Schema(name = "AnalyticsExport")
record Export(String day, long events, Instant exportedAt) {}
