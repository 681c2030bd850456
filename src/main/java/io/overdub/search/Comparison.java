package io.overdub.search;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a search finds by the rules that hold and by a draft of others, at the same moment.
 *
 * @param overlapAt10 which share of the first 10 of one side is among the first 10 of the other, of as many as there are; 1 when there
 *     are none
 */
@Schema(name = "SearchComparison")
record Comparison(List<Line> today, List<Line> draft, double overlapAt10) {

    /**
     * @param pinned stands first whatever its score
     * @param parts what the score is made of, as the engine tells it
     */
    @Schema(name = "SearchComparisonLine")
    record Line(SearchItem item, boolean pinned, double score, Map<String, Double> parts) {}
}
