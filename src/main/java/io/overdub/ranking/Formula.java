package io.overdub.ranking;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A formula as somebody writes it, in the form that Stream takes.
 *
 * @param score what to compute, at most 2,000 characters; see {@code io.overdub.ranking.language} for what may stand in it
 * @param defaults what a feature counts as where it is absent; every feature of the score needs one, except {@code time} and {@code rand}
 * @param functions decays by name: {@code base} (decay_linear, decay_exp, decay_gauss), {@code scale} ({@code 5d}, {@code 12h},
 *     {@code 30m}, {@code 10s}, or a number for other values than time), {@code offset} (0 when absent), {@code decay} (0.5 when absent)
 */
public record Formula(
        @NotBlank @Size(max = 10_000) String score,
        @Size(max = 50) Map<@Size(max = 100) String, @NotNull Double> defaults,

        @Size(max = 50) Map<
                        @Size(max = 100) String,
                        @NotNull @Size(max = 10) Map<@Size(max = 100) String, @NotNull @Size(max = 100) String>>
                functions) {

    public Formula(
            String score,
            @Nullable Map<String, Double> defaults,
            @Nullable Map<String, Map<String, String>> functions) {
        this.score = score;
        this.defaults = sorted(defaults);
        this.functions = sorted(functions);
    }

    private static <T> Map<String, T> sorted(@Nullable Map<String, T> given) {
        return given == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(given));
    }
}
