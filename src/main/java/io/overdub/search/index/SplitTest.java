package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some people get other answers than the rest, and what they do with them is compared.
 *
 * @param variants first the answers that everybody got before
 * @param clickSignificance how sure it is that clicks differ, 0 to 1; absent until the engine knows
 * @param conversionSignificance the same of conversions
 */
@Schema(name = "SearchSplitTest")
public record SplitTest(
        long id,
        @NotNull String name,
        @NotNull Status status,
        @Nullable Instant endAt,
        @NotNull List<Variant> variants,
        @Nullable Double clickSignificance,
        @Nullable Double conversionSignificance) {

    /** Whether it goes on, or why it does not. */
    public enum Status {
        ACTIVE,
        STOPPED,
        EXPIRED,
        FAILED,
        /** Something that engines have begun to say since. */
        UNKNOWN;

        static Status of(String said) {
            return Arrays.stream(values())
                    .filter(status -> status.name().equalsIgnoreCase(said))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    /**
     * @param share of the questions, in percent
     * @param searches that were counted so far, and what became of them
     * @param clickRate absent until something was clicked
     * @param conversionRate absent until somebody got what they came for
     */
    @Schema(name = "SearchSplitTestVariant")
    public record Variant(
            int share,
            @NotNull String description,
            long searches,
            long clicks,
            long conversions,
            @Nullable Double clickRate,
            @Nullable Double conversionRate) {}

    /**
     * What is to be tested.
     *
     * @param share percent of the questions that are answered otherwise
     * @param parameters of a query, as Algolia knows them, that make the difference
     */
    @Schema(name = "SearchSplitTestPlan")
    public record Plan(
            @NotBlank @Size(max = 100) String name,
            @NotNull Instant endAt,
            @Min(1) @Max(99) int share,

            @NotNull @Schema(type = SchemaType.OBJECT, implementation = Object.class)
            JsonNode parameters) {}
}
