package io.overdub.analytics;

import io.overdub.analytics.warehouse.Answer;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A figure as a table, which a page can draw.
 *
 * @param definition what is counted
 * @param sql what the warehouse was asked; whoever asks it the same gets the same
 * @param complete false when there was more
 */
@Schema(name = "AnalyticsFigure")
record Figure(
        String definition,
        String sql,
        List<Answer.Column> columns,
        List<List<@Nullable String>> rows,
        boolean complete) {}
