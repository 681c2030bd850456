package io.overdub.analytics.warehouse;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param rows as text, so that a number of any size arrives as it is; null where there is nothing
 * @param complete false when there was more
 */
@Schema(name = "QueryAnswer")
public record Answer(List<Column> columns, List<List<@Nullable String>> rows, boolean complete) {

    /** @param type in the words of the engine */
    @Schema(name = "QueryColumn")
    public record Column(String name, String type) {}
}
